package campus.shared.persistence;

import campus.shared.application.FieldType;
import campus.shared.application.ResourceRecord;
import campus.shared.application.Selection;
import campus.shared.domain.Currency;
import campus.shared.domain.Etag;
import campus.shared.domain.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads a resource, and what comes with it, from the columns of a row.
 *
 * @param id the number of the column with its id, which is null where there is no such resource
 */
record RecordReader(
    Selection selection, int id, List<ValueReader> fields, List<BranchReader> branches) {

  /** Reads one value from a row. */
  @FunctionalInterface
  interface ValueReader {
    @Nullable Object read(ResultSet rows) throws SQLException;
  }

  /** Reads what a relation leads to. */
  sealed interface BranchReader {

    /** One resource at most, in the same row. */
    record One(RecordReader reader) implements BranchReader {}

    /** A collection, an element of it in this row and in each that follows with the same owner. */
    record Joined(RecordReader element) implements BranchReader {}

    /** A collection that a query of its own fetches for all owners. */
    record Batched(CollectionFetch fetch) implements BranchReader {}
  }

  /**
   * Reads the resource; null where there is none. Collections in it are empty lists, which {@code
   * collections} keeps to be filled.
   */
  @Nullable ResourceRecord read(ResultSet rows, OpenCollections collections) throws SQLException {
    var own = rows.getObject(id, UUID.class);
    if (own == null) {
      return null;
    }
    var values = new @Nullable Object[fields.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = fields.get(i).read(rows);
    }
    var related = new @Nullable Object[branches.size()];
    for (int i = 0; i < related.length; i++) {
      related[i] =
          switch (branches.get(i)) {
            case BranchReader.One one -> one.reader().read(rows, collections);
            case BranchReader.Joined joined -> collections.beginJoined(joined);
            case BranchReader.Batched batched -> collections.addBatched(batched.fetch(), own);
          };
    }
    var found = new ResourceRecord(selection, listOf(values), listOf(related));
    collections.count(found);
    return found;
  }

  private static List<@Nullable Object> listOf(@Nullable Object[] values) {
    return Collections.<@Nullable Object>unmodifiableList(Arrays.<@Nullable Object>asList(values));
  }

  /** Reads an amount from one column, and its currency from another. */
  static ValueReader money(int amount, int currency) {
    return rows -> {
      long minor = rows.getLong(amount);
      return rows.wasNull() ? null : new Money(Currency.of(rows.getString(currency)), minor);
    };
  }

  /** Reads a value of the given type from the given column. */
  static ValueReader value(FieldType type, int column) {
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
}
