package campus.shared.persistence;

import campus.shared.application.ResourceRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A query that answers one collection of many owners. Its first column is the id of the owner.
 *
 * <p>Equal to itself alone: two collections of the same shape are still two.
 */
final class CollectionFetch {

  private final Sql sql;
  private final RecordReader element;
  private final long rowBytes;

  /**
   * @param rowBytes how much a row takes at most
   */
  CollectionFetch(Sql sql, RecordReader element, long rowBytes) {
    this.sql = sql;
    this.element = element;
    this.rowBytes = rowBytes;
  }

  /** For a collection that may be too large to be in memory at once. */
  void readInPortions() {
    sql.readInPortions(AnswerBudget.rowsAtATime(rowBytes));
  }

  Sql sql() {
    return sql;
  }

  /** Adds the element in a row to the collections of its owner. */
  void read(
      ResultSet rows, Map<UUID, List<List<ResourceRecord>>> owners, OpenCollections collections)
      throws SQLException {
    var owner = rows.getObject(1, UUID.class);
    var found = element.read(rows, collections);
    if (found == null) {
      return;
    }
    var all = owners.getOrDefault(owner, List.of());
    for (int i = 0; i < all.size(); i++) {
      if (i > 0) {
        collections.count(found);
      }
      all.get(i).add(found);
    }
  }
}
