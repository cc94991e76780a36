package campus.shared.persistence.fetch;

import campus.shared.application.query.ResourceRecord;
import campus.shared.application.query.Selection;
import campus.shared.persistence.jdbc.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
    record Joined(RecordReader element) implements Branch {}

    /**
     * A collection that a query of its own fetches for all owners. The first column of its rows is
     * the owner's id. Two collections of the same shape are still two.
     */
    final class Batched implements Branch {

      private final Sql sql;
      private final RecordReader element;

      public Batched(Sql sql, RecordReader element) {
        this.sql = sql;
        this.element = element;
      }

      public Sql sql() {
        return sql;
      }
    }
  }

  /** The collections of the resources that one query answered, until all are filled. */
  static final class Filling {

    private final Map<Branch.Batched, Map<UUID, List<List<ResourceRecord>>>> batched =
        new LinkedHashMap<>();
    private final Budget.Meter meter;
    private Branch.@Nullable Joined joined;
    private List<ResourceRecord> joinedElements = new ArrayList<>();

    /**
     * @param meter counts what is read
     */
    Filling(Budget.Meter meter) {
      this.meter = meter;
    }

    /** The rows from here on belong to another owner. */
    void beginOwner() {
      joined = null;
    }

    /** Reads the element of the joined collection that the row holds. */
    void readJoined(ResultSet rows) throws SQLException {
      if (joined != null) {
        var element = joined.element().read(rows, this);
        if (element != null) {
          joinedElements.add(element);
        }
      }
    }

    /** Adds the element in a row of a batched collection to all its owners' lists. */
    void readBatched(ResultSet rows, Branch.Batched collection, Filling deeper)
        throws SQLException {
      var owner = rows.getObject(1, UUID.class);
      var found = collection.element.read(rows, deeper);
      if (found == null) {
        return;
      }
      var all = ownersOf(collection).getOrDefault(owner, List.of());
      for (int i = 0; i < all.size(); i++) {
        if (i > 0) {
          meter.count(found);
        }
        all.get(i).add(found);
      }
    }

    /** The batched collections that are still to be fetched. */
    List<Branch.Batched> batched() {
      return List.copyOf(batched.keySet());
    }

    /** The ids of the resources that wait for a batched collection. */
    List<UUID> owners(Branch.Batched collection) {
      return List.copyOf(ownersOf(collection).keySet());
    }

    private Map<UUID, List<List<ResourceRecord>>> ownersOf(Branch.Batched collection) {
      return batched.computeIfAbsent(collection, _ -> new LinkedHashMap<>());
    }

    private List<ResourceRecord> begin(Branch.Joined collection) {
      joined = collection;
      joinedElements = new ArrayList<>();
      return joinedElements;
    }

    private List<ResourceRecord> add(Branch.Batched collection, UUID owner) {
      var elements = new ArrayList<ResourceRecord>();
      ownersOf(collection).computeIfAbsent(owner, _ -> new ArrayList<>()).add(elements);
      return elements;
    }
  }

  /**
   * Reads the resource; null if there is none. Its collections are empty lists, which {@code
   * filling} keeps.
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
            case Branch.Joined joined -> filling.begin(joined);
            case Branch.Batched batched -> filling.add(batched, own);
          };
    }
    var found = new ResourceRecord(selection, listOf(values), listOf(related));
    filling.meter.count(found);
    return found;
  }

  private static List<@Nullable Object> listOf(@Nullable Object[] values) {
    return Collections.<@Nullable Object>unmodifiableList(Arrays.<@Nullable Object>asList(values));
  }
}
