package campus.shared.persistence.declare;

import campus.shared.application.query.ResourceSchema.Relation;
import campus.shared.persistence.jdbc.Sql;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The way to the target of a relation: where its {@code foreign} column equals our {@code local}
 * one, or through a link.
 *
 * @param reference whether a foreign key says that every value in the local column has a target
 * @param condition which of the targets count; null for all
 * @param order in which they come; null for their natural order. It is total.
 * @param linkOrder the same order in terms of the link, whose index serves it; null for none
 * @param linkColumn a column of the link that comes with each target, as {@link #LINK_COLUMN}; null
 *     for none
 * @param most how many targets come at most
 * @param bounded whether there are no more than that
 * @param hidden what is answered of a target that its row rule hides
 */
public record Join(
    Relation relation,
    Supplier<Resource> target,
    String local,
    String foreign,
    boolean reference,
    @Nullable Link link,
    @Nullable RowSql condition,
    @Nullable RowSql order,
    @Nullable RowSql linkOrder,
    @Nullable String linkColumn,
    int most,
    boolean bounded,
    Hidden hidden) {

  /** What the column of the link is called in the rows of the targets. */
  public static final String LINK_COLUMN = "link_column";

  /** The order in which the targets come. */
  public Sql orderOf(Row row) {
    return (order == null ? target.get().naturalOrder() : order).of(row);
  }

  /** Whether the name of a hidden target is answered. */
  public boolean named() {
    return hidden == Hidden.NAME;
  }
}
