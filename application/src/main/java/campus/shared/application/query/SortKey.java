package campus.shared.application.query;

import campus.shared.application.call.Caller;
import campus.shared.domain.error.InvalidRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * A field that a list is ordered by. Empty values come last in both directions; text is ordered by
 * code points, money by currency and then by amount.
 *
 * @param path without to-many relations
 */
public record SortKey(FieldPath path, boolean descending) {

  private static final String FIELD = "order_by";
  private static final int MAX_LENGTH = 1000;
  private static final int MAX_KEYS = 5;

  /**
   * Parses {@code order_by} (AIP-132): fields separated by commas, each optionally followed by
   * {@code desc}.
   *
   * @throws InvalidRequest if a path does not lead to a field that the caller may sort by
   */
  public static List<SortKey> parse(String orderBy, ResourceSchema resource, Caller caller) {
    if (orderBy.length() > MAX_LENGTH) {
      throw error("must be at most " + MAX_LENGTH + " characters");
    }
    if (orderBy.isBlank()) {
      return List.of();
    }
    var keys = new ArrayList<SortKey>();
    var seen = new HashSet<FieldPath>();
    for (var term : orderBy.split(",", -1)) {
      var words = term.strip().split("\\s+", -1);
      var direction = words.length > 1 ? words[1] : "asc";
      boolean wellFormed =
          words.length <= 2 && (direction.equals("asc") || direction.equals("desc"));
      if (!wellFormed) {
        throw error("\"" + term.strip() + "\" is not a field, or a field and desc");
      }
      var path = path(words[0], resource, caller);
      if (!seen.add(path)) {
        throw error("has " + words[0] + " twice");
      }
      keys.add(new SortKey(path, direction.equals("desc")));
    }
    if (keys.size() > MAX_KEYS) {
      throw error("has more than " + MAX_KEYS + " fields");
    }
    return List.copyOf(keys);
  }

  private static FieldPath path(String text, ResourceSchema resource, Caller caller) {
    var path =
        FieldPath.parse(
            resource,
            List.of(text.split("\\.", -1)),
            (_, description) -> error("\"" + text + "\": " + description));
    for (var relation : path.relations()) {
      if (relation.isToMany()) {
        throw error("\"" + text + "\": " + relation.name() + " leads to many");
      }
    }
    var field = path.field();
    if (!field.sortableAmongFew() || !field.visibility().everywhere(caller)) {
      throw error("\"" + text + "\": cannot be sorted by");
    }
    return path;
  }

  /** Whether lists of any size can be ordered by it. */
  public boolean isIndexed() {
    return path.field().sortable();
  }

  /** The path as the contract writes it. */
  @Override
  public String toString() {
    var text = new StringBuilder();
    path.relations().forEach(relation -> text.append(relation.name()).append('.'));
    return text.append(path.field().name()).toString();
  }

  private static InvalidRequest error(String description) {
    return new InvalidRequest(FIELD, description);
  }
}
