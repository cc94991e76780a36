package campus.shared.persistence.declare;

import campus.shared.application.query.FieldType;
import campus.shared.persistence.jdbc.Sql;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of the resources that has a name, and an order of its own, see {@link
 * campus.shared.application.query.Subset}. Its SQL names the arguments of a call by {@link
 * Sql#argument}.
 */
public interface Subset {

  /**
   * What is joined to each row, at most one row; empty for nothing.
   *
   * @param joined what the joined row is to be called
   */
  Sql join(Row row, Row joined);

  /** Which rows are in it, as a condition. */
  Sql condition(Row row, Row joined);

  /** In which order they come, before the id, unless a call asks for another. */
  List<Ordered> order();

  /** Whether it shows rows to callers from whom their row rule hides them elsewhere. */
  default boolean showsHidden() {
    return false;
  }

  /** Whether the plan for a page has to fit its very values. */
  default boolean dependsOnValues() {
    return true;
  }

  /** How many ids a call gives, see {@link Sql.Id}. */
  default int ids() {
    return 0;
  }

  /**
   * The column of the joined row that holds the id of the row, if an index of its table serves the
   * order up to the id; null if the row's own id ends the order.
   */
  default @Nullable String joinedId() {
    return null;
  }

  /** An expression of a row and the row that is joined to it. */
  @FunctionalInterface
  interface Expression {
    String of(Row row, Row joined);
  }

  /**
   * One of the expressions that a subset is ordered by, never null in it.
   *
   * @param nullsLast whether the index that serves it has nulls last although it is descending
   */
  record Ordered(Expression expression, FieldType type, boolean descending, boolean nullsLast) {

    /** By a column of the row. */
    public static Ordered by(String column, FieldType type) {
      return new Ordered((row, _) -> row.column(column), type, false, false);
    }

    /** By a time, the newest first. */
    public static Ordered newest(Expression time, boolean nullsLast) {
      return new Ordered(time, FieldType.TIMESTAMP, true, nullsLast);
    }
  }

  /** SQL about a row and the row that is joined to it. */
  @FunctionalInterface
  interface JoinedSql {
    Sql of(Row row, Row joined);
  }

  /** The rows that have another row joined to them, where a condition holds. */
  static Subset joined(JoinedSql join, JoinedSql condition, List<Ordered> order) {
    return new Subset() {
      @Override
      public Sql join(Row row, Row joined) {
        return join.of(row, joined);
      }

      @Override
      public Sql condition(Row row, Row joined) {
        return condition.of(row, joined);
      }

      @Override
      public List<Ordered> order() {
        return order;
      }
    };
  }
}
