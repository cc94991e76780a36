package campus.shared.persistence.declare;

import campus.shared.persistence.jdbc.Sql;

/** SQL about a row, such as a condition on it. */
@FunctionalInterface
public interface RowSql {

  Sql of(Row row);
}
