package campus.shared.persistence.compile;

import campus.shared.persistence.declare.Row;
import campus.shared.persistence.declare.Subset;
import campus.shared.persistence.jdbc.Sql;

/**
 * A subset whose pages need SQL of their own, such as a feed or a search. It always comes in its
 * own order.
 */
public interface PageSource extends Subset {

  /**
   * The rows of a page, in order.
   *
   * @param page makes the parts that all pages have
   */
  Sql page(PageCompiler page);

  /** The condition that a row is in it, for counting: the rest of {@link #condition}. */
  Sql counted(Row row);

  @Override
  default Sql join(Row row, Row joined) {
    return new Sql();
  }
}
