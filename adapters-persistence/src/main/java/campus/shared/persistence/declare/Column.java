package campus.shared.persistence.declare;

import campus.shared.application.query.ResourceSchema.Field;
import org.jspecify.annotations.Nullable;

/**
 * Where a field is stored.
 *
 * @param name the column that is read
 * @param compared the column that filters and orders look at; of money, the one with its currency
 * @param expression computes the value, of a field without a column; null for others
 * @param unique whether no two rows have the same value in {@code compared}
 * @param width how many bytes a value takes at most on the wire
 */
public record Column(
    Field field,
    String name,
    String compared,
    @Nullable RowSql expression,
    boolean unique,
    int width) {

  private static final int LONG_BYTES = 2000;

  /** Whether values are so long that it pays not to read one twice. */
  public boolean isLong() {
    return width > LONG_BYTES;
  }
}
