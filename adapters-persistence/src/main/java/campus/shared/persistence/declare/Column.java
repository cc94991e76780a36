package campus.shared.persistence.declare;

import campus.shared.application.query.ResourceSchema.Field;

/**
 * Where a field is kept.
 *
 * @param name the column that is read, or the expression that computes it
 * @param compared the column that filters and orders look at, or the expression; of money, the
 *     column with its currency
 * @param computed whether it is an expression, with <code>{row}</code> for the row and <code>
 *     {caller}</code> for the id of the caller
 * @param unique whether no two rows have the same in {@code compared}
 * @param width how many bytes a value takes at most as it goes over the wire
 */
public record Column(
    Field field, String name, String compared, boolean computed, boolean unique, int width) {

  private static final int LONG_BYTES = 2000;

  /** Whether it is worth some trouble not to read a value more than once. */
  public boolean isLong() {
    return width > LONG_BYTES;
  }
}
