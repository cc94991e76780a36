package campus.shared.persistence.declare;

import campus.shared.application.query.ResourceSchema.Relation;
import campus.shared.persistence.declare.Subset.Ordered;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The way to the target of a relation: where its {@code foreign} column equals our {@code local}
 * one, or through a link.
 *
 * @param reference whether a foreign key says that every value in the local column has a target
 * @param condition which of the targets count; null for all
 * @param order in which they come, before their ids; null for their natural order. Expressions may
 *     name the row of the link.
 * @param orderedByLink whether an index of the link has that order
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
    @Nullable List<Ordered> order,
    boolean orderedByLink,
    int most,
    boolean bounded,
    Hidden hidden) {

  /** The order in which the targets come. */
  public List<Ordered> ordered() {
    return order == null ? target.get().naturalOrder() : order;
  }

  /** Whether the name of a hidden target is answered. */
  public boolean named() {
    return hidden == Hidden.NAME;
  }
}
