package campus.shared.persistence;

import campus.shared.application.ResourceRecord;
import campus.shared.persistence.RecordReader.BranchReader.Joined;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The collections of the resources that a query has answered, while they are being filled. */
final class OpenCollections {

  private final Map<CollectionFetch, Map<UUID, List<List<ResourceRecord>>>> batched =
      new LinkedHashMap<>();
  private final AnswerBudget.Meter meter;
  private @Nullable Joined joined;
  private List<ResourceRecord> joinedElements = new ArrayList<>();

  /**
   * @param meter counts what is read
   */
  OpenCollections(AnswerBudget.Meter meter) {
    this.meter = meter;
  }

  /** Counts a resource that was read, or that one more collection holds. */
  void count(ResourceRecord found) {
    meter.count(found);
  }

  /** A collection whose elements come in the rows from this one on. */
  List<ResourceRecord> beginJoined(Joined collection) {
    joined = collection;
    joinedElements = new ArrayList<>();
    return joinedElements;
  }

  /** A row begins that belongs to another owner than the one before. */
  void beginOwner() {
    joined = null;
  }

  /** Reads the element that the row holds. */
  void readJoined(ResultSet rows) throws SQLException {
    if (joined != null) {
      var element = joined.element().read(rows, this);
      if (element != null) {
        joinedElements.add(element);
      }
    }
  }

  /** A collection that is fetched later, for all owners at once. */
  List<ResourceRecord> addBatched(CollectionFetch fetch, UUID owner) {
    var elements = new ArrayList<ResourceRecord>();
    batched
        .computeIfAbsent(fetch, f -> new LinkedHashMap<>())
        .computeIfAbsent(owner, o -> new ArrayList<>())
        .add(elements);
    return elements;
  }

  /** The collections that are to be fetched, by the ids of their owners. */
  Map<CollectionFetch, Map<UUID, List<List<ResourceRecord>>>> batched() {
    return batched;
  }
}
