package campus.shared.persistence.fetch;

import campus.shared.application.query.Page;
import campus.shared.application.query.ResourceRecord;
import campus.shared.persistence.fetch.RecordReader.Branch;
import campus.shared.persistence.fetch.RecordReader.Elements;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The collections of the resources that one query answered, until all are filled. */
final class Filling {

  /** The collection of one owner. */
  private static final class Collected {
    private final Elements elements;
    private final UUID owner;
    private final @Nullable Object[] related;
    private final int place;
    private final List<ResourceRecord> records = new ArrayList<>();
    private List<@Nullable Object> lastKey = List.of();
    private boolean more;
    private @Nullable Long total;

    /**
     * @param related of the owner, where the collection goes when it is filled
     */
    Collected(Elements elements, UUID owner, @Nullable Object[] related, int place) {
      this.elements = elements;
      this.owner = owner;
      this.related = related;
      this.place = place;
    }

    /** Whether there is a place for the element in the row; if not, there are more. */
    boolean hasPlace() {
      more = records.size() == elements.most();
      return !more;
    }

    void add(ResourceRecord found, ResultSet rows) throws SQLException {
      records.add(found);
      if (records.size() == elements.most()) {
        lastKey = ValueReader.all(elements.sortKey(), rows);
      }
    }

    void end(Continuation continuation) {
      var token = more ? continuation.token(elements, owner, lastKey) : "";
      related[place] = new Page(records, token, total);
    }
  }

  private final Map<Branch.Batched, Map<UUID, List<Collected>>> batched = new LinkedHashMap<>();
  private final List<Collected> all = new ArrayList<>();
  private final Budget.Meter meter;
  private @Nullable Collected joined;

  /**
   * @param meter counts what is read
   */
  Filling(Budget.Meter meter) {
    this.meter = meter;
  }

  void count(ResourceRecord found) {
    meter.count(found);
  }

  /** The rows from here on belong to another owner. */
  void beginOwner() {
    joined = null;
  }

  /** Reads the element of the joined collection that the row holds. */
  void readJoined(ResultSet rows) throws SQLException {
    var collected = joined;
    if (collected == null || !collected.hasPlace()) {
      return;
    }
    var element = collected.elements.reader().read(rows, this);
    if (element != null) {
      collected.add(element, rows);
    }
  }

  /** Adds the element in a row of a batched collection to all its owners' lists. */
  void readBatched(ResultSet rows, Branch.Batched collection, Filling deeper) throws SQLException {
    var owners = of(collection, rows);
    if (owners.isEmpty() || !owners.getFirst().hasPlace()) {
      owners.forEach(Collected::hasPlace);
      return;
    }
    var found = collection.elements().reader().read(rows, deeper);
    if (found == null) {
      return;
    }
    for (int i = 0; i < owners.size(); i++) {
      if (i > 0) {
        meter.count(found);
      }
      owners.get(i).add(found, rows);
    }
  }

  /** Reads how many elements an owner's collection has. */
  void readTotal(ResultSet rows, Branch.Batched collection) throws SQLException {
    long total = rows.getLong(2);
    of(collection, rows).forEach(collected -> collected.total = total);
  }

  /** The batched collections that are still to be fetched. */
  List<Branch.Batched> batched() {
    return List.copyOf(batched.keySet());
  }

  /** The ids of the resources that wait for a batched collection. */
  List<UUID> owners(Branch.Batched collection) {
    return List.copyOf(ownersOf(collection).keySet());
  }

  /** Gives all collections to their owners. */
  void end(Continuation continuation) {
    all.forEach(collected -> collected.end(continuation));
  }

  private List<Collected> of(Branch.Batched collection, ResultSet rows) throws SQLException {
    return ownersOf(collection).getOrDefault(rows.getObject(1, UUID.class), List.of());
  }

  private Map<UUID, List<Collected>> ownersOf(Branch.Batched collection) {
    return batched.computeIfAbsent(collection, _ -> new LinkedHashMap<>());
  }

  /** Begins the joined collection of an owner; it is an empty page until the end. */
  Page begin(Elements elements, UUID owner, @Nullable Object[] related, int place) {
    joined = new Collected(elements, owner, related, place);
    all.add(joined);
    return Page.EMPTY;
  }

  /** As {@link #begin}, for a batched collection. */
  Page add(Branch.Batched collection, UUID owner, @Nullable Object[] related, int place) {
    var collected = new Collected(collection.elements(), owner, related, place);
    ownersOf(collection).computeIfAbsent(owner, _ -> new ArrayList<>()).add(collected);
    all.add(collected);
    return Page.EMPTY;
  }
}
