package campus.shared.persistence.fetch;

import campus.shared.application.query.ResourceRecord;
import campus.shared.application.query.Selection;
import campus.shared.domain.name.ResourceType;
import campus.shared.persistence.jdbc.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a resource, and what comes with it, from the columns of a row.
 *
 * @param id the column with its id, which is null if there is no such resource
 */
public record RecordReader(
    Selection selection, int id, List<ValueReader> fields, List<Branch> branches) {

  /** Reads what a relation leads to. */
  public sealed interface Branch {

    /** At most one resource, in the same row. */
    record One(RecordReader reader) implements Branch {}

    /** A collection: one element in this row, and one in each that follows with the same owner. */
    record Joined(Elements elements) implements Branch {}

    /**
     * A collection that queries of its own fetch for all owners. The first column of their rows is
     * the owner's id. Two collections of the same shape are still two.
     */
    final class Batched implements Branch {

      private final Elements elements;
      private final @Nullable Sql sql;
      private final @Nullable Sql count;

      /**
       * @param sql fetches the elements; null to fetch none
       * @param count counts all elements; null for no total
       */
      public Batched(Elements elements, @Nullable Sql sql, @Nullable Sql count) {
        this.elements = elements;
        this.sql = sql;
        this.count = count;
      }

      /** All its queries. */
      public List<Sql> queries() {
        return Stream.of(sql, count).filter(Objects::nonNull).toList();
      }

      public boolean dependsOnCaller() {
        return queries().stream().anyMatch(Sql::dependsOnCaller);
      }

      /** See {@link Sql#readInPortions}. */
      public void readInPortions(int rows) {
        if (sql != null) {
          sql.readInPortions(rows);
        }
      }

      Elements elements() {
        return elements;
      }

      @Nullable Sql sql() {
        return sql;
      }

      @Nullable Sql count() {
        return count;
      }
    }
  }

  /**
   * How the elements of a collection are read.
   *
   * @param path of the collection in the mask
   * @param owner the type of its owners
   * @param relation its name in an owner
   * @param most how many elements are answered; a row more tells that there are more
   * @param sortKey reads what page tokens hold
   */
  public record Elements(
      String path,
      ResourceType owner,
      String relation,
      RecordReader reader,
      int most,
      List<ValueReader> sortKey) {}

  /**
   * Reads the resource; null if there is none. Its collections follow when {@code filling} ends.
   */
  @Nullable ResourceRecord read(ResultSet rows, Filling filling) throws SQLException {
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
            case Branch.One one -> one.reader().read(rows, filling);
            case Branch.Joined joined -> filling.begin(joined.elements(), own, related, i);
            case Branch.Batched batched -> filling.add(batched, own, related, i);
          };
    }
    var found = new ResourceRecord(selection, listOf(values), listOf(related));
    filling.count(found);
    return found;
  }

  private static List<@Nullable Object> listOf(@Nullable Object[] values) {
    return Collections.<@Nullable Object>unmodifiableList(Arrays.<@Nullable Object>asList(values));
  }
}
