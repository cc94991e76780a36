package campus.shared.persistence.fetch;

import campus.shared.application.query.FieldType;
import campus.shared.domain.entity.Etag;
import campus.shared.domain.name.ResourceName;
import campus.shared.domain.name.ResourceType;
import campus.shared.domain.value.Currency;
import campus.shared.domain.value.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads one value from a row. */
@FunctionalInterface
public interface ValueReader {

  @Nullable Object read(ResultSet rows) throws SQLException;

  /** Reads several values. */
  static List<@Nullable Object> all(List<ValueReader> readers, ResultSet rows) throws SQLException {
    var values = new ArrayList<@Nullable Object>(readers.size());
    for (var reader : readers) {
      values.add(reader.read(rows));
    }
    return values;
  }

  /** Reads an amount from one column, and its currency from another. */
  static ValueReader money(int amount, int currency) {
    return rows -> {
      long minor = rows.getLong(amount);
      return rows.wasNull() ? null : new Money(Currency.of(rows.getString(currency)), minor);
    };
  }

  /** Reads a value of the given type from the given column. */
  static ValueReader of(FieldType type, int column) {
    return switch (type) {
      case NAME -> throw new IllegalArgumentException("a name is read from the key");
      case MONEY -> throw new IllegalArgumentException("money is read from two columns");
      case TEXT, LABEL, ENUM -> rows -> rows.getString(column);
      case ENUMS ->
          rows -> {
            var array = rows.getArray(column);
            return array == null ? null : List.of((String[]) array.getArray());
          };
      case INTEGER ->
          rows -> {
            long value = rows.getLong(column);
            return rows.wasNull() ? null : (Object) value;
          };
      case BOOLEAN ->
          rows -> {
            boolean value = rows.getBoolean(column);
            return rows.wasNull() ? null : (Object) value;
          };
      case TIMESTAMP ->
          rows -> {
            var time = rows.getObject(column, OffsetDateTime.class);
            return time == null ? null : time.toInstant();
          };
      case ETAG -> rows -> Etag.ofVersion(rows.getLong(column)).value();
    };
  }

  /**
   * The name of a resource.
   *
   * @param ids the columns with its ids, in the order of the pattern
   */
  static ValueReader name(ResourceType type, List<Integer> ids) {
    return rows -> nameIn(rows, type, ids).toString();
  }

  /** As {@link #name}. */
  static ResourceName nameIn(ResultSet rows, ResourceType type, List<Integer> columns)
      throws SQLException {
    var ids = new UUID[columns.size()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = rows.getObject(columns.get(i), UUID.class);
    }
    return type.named(ids);
  }
}
