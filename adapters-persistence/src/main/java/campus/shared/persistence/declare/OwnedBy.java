package campus.shared.persistence.declare;

import campus.shared.persistence.jdbc.Sql;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The targets of a relation to many that one owner has, {@link Sql#OWNER}.
 *
 * @param ordered whether they come in the order of the relation, before any other
 */
public record OwnedBy(Join join, boolean ordered) implements Subset {

  @Override
  public Sql join(Row row, Row joined) {
    var link = join.link();
    return link == null
        ? new Sql()
        : Sql.of(
            "JOIN " + link.table() + " " + joined.alias(),
            " ON " + joined.column(link.theirs()) + " = " + row.column(join.target().get().id()));
  }

  @Override
  public Sql condition(Row row, Row joined) {
    var link = join.link();
    var sql =
        Sql.of(
            link == null ? row.column(join.foreign()) : joined.column(link.ours()),
            " = ",
            Sql.OWNER);
    if (link != null && link.condition() != null) {
      sql.append(Sql.of(" AND (", link.condition().of(joined), ")"));
    }
    if (join.condition() != null) {
      sql.append(Sql.of(" AND (", join.condition().of(row), ")"));
    }
    return sql;
  }

  @Override
  public List<Ordered> order() {
    return ordered ? join.ordered() : List.of();
  }

  @Override
  public @Nullable String joinedId() {
    var link = join.link();
    return link != null && ordered && join.orderedByLink() ? link.theirs() : null;
  }

  @Override
  public boolean showsHidden() {
    return join.hidden() == Hidden.ALL;
  }

  /** How many rows of a link an owner has differs widely. */
  @Override
  public boolean dependsOnValues() {
    return join.link() != null;
  }

  @Override
  public int ids() {
    return 1;
  }
}
