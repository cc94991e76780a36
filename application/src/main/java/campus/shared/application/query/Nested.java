package campus.shared.application.query;

/**
 * How to read one relation to many of a {@link ReadMask}.
 *
 * @param path of the relation in the mask: {@code posts}, {@code author.posts}
 * @param filter in the filter language (AIP-160); empty for all
 * @param orderBy see {@link SortKey}; empty for the collection's own order
 * @param pageSize at least 0; 0 for none; capped at {@link ListQuery#maxPageSize}
 * @param pageToken from the page before, of the same owner; empty for the first page
 * @param totalSize whether to count all that match
 */
public record Nested(
    String path, String filter, String orderBy, int pageSize, String pageToken, boolean totalSize) {

  /** How many elements of a collection come with its owner by default. */
  public static final int DEFAULT_PAGE_SIZE = 50;

  /** The first page of a collection, as it comes by default. */
  public static Nested of(String path) {
    return new Nested(path, "", "", DEFAULT_PAGE_SIZE, "", false);
  }

  public Nested withFilter(String filter) {
    return new Nested(path, filter, orderBy, pageSize, pageToken, totalSize);
  }

  public Nested withOrder(String orderBy) {
    return new Nested(path, filter, orderBy, pageSize, pageToken, totalSize);
  }

  public Nested withPage(int pageSize, String pageToken) {
    return new Nested(path, filter, orderBy, pageSize, pageToken, totalSize);
  }

  public Nested withTotalSize(boolean totalSize) {
    return new Nested(path, filter, orderBy, pageSize, pageToken, totalSize);
  }
}
