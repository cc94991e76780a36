package campus.shared.application.query;

import campus.shared.domain.name.ResourceType;
import org.jspecify.annotations.Nullable;

/**
 * A request for a page of a collection.
 *
 * @param subset a named subset of the collection, null for all of it
 * @param parent whose collection it is, null for all resources
 * @param pageSize at least 0; 0 stands for {@link #DEFAULT_PAGE_SIZE}; capped at {@link
 *     #maxPageSize}
 * @param pageToken from the previous page, empty for the first page
 * @param skip the number of resources to skip, at least 0
 * @param filter in the filter language (AIP-160); empty for all
 * @param orderBy see {@link SortKey}; empty for the order of the page before, or creation order
 * @param totalSize whether to count all resources that match
 */
public record ListQuery(
    ResourceType type,
    @Nullable Subset subset,
    @Nullable Parent parent,
    ReadMask mask,
    int pageSize,
    String pageToken,
    int skip,
    String filter,
    String orderBy,
    boolean totalSize) {

  public static final int DEFAULT_PAGE_SIZE = 20;
  public static final int MAX_PAGE_SIZE = 1000;
  public static final int MAX_LARGE_PAGE_SIZE = 100;

  /** The first page of a whole collection. */
  public static ListQuery of(ResourceType type) {
    return new ListQuery(type, null, null, ReadMask.DEFAULT, 0, "", 0, "", "", false);
  }

  public ListQuery withMask(ReadMask mask) {
    return new ListQuery(
        type, subset, parent, mask, pageSize, pageToken, skip, filter, orderBy, totalSize);
  }

  public ListQuery withSubset(@Nullable Subset subset) {
    return new ListQuery(
        type, subset, parent, mask, pageSize, pageToken, skip, filter, orderBy, totalSize);
  }

  public ListQuery withParent(@Nullable Parent parent) {
    return new ListQuery(
        type, subset, parent, mask, pageSize, pageToken, skip, filter, orderBy, totalSize);
  }

  public ListQuery withPage(int pageSize, String pageToken) {
    return new ListQuery(
        type, subset, parent, mask, pageSize, pageToken, skip, filter, orderBy, totalSize);
  }

  public ListQuery withSkip(int skip) {
    return new ListQuery(
        type, subset, parent, mask, pageSize, pageToken, skip, filter, orderBy, totalSize);
  }

  public ListQuery withFilter(String filter) {
    return new ListQuery(
        type, subset, parent, mask, pageSize, pageToken, skip, filter, orderBy, totalSize);
  }

  public ListQuery withOrder(String orderBy) {
    return new ListQuery(
        type, subset, parent, mask, pageSize, pageToken, skip, filter, orderBy, totalSize);
  }

  public ListQuery withTotalSize(boolean totalSize) {
    return new ListQuery(
        type, subset, parent, mask, pageSize, pageToken, skip, filter, orderBy, totalSize);
  }

  /**
   * The most resources of the given shape in a page: fewer if it holds a collection or a large
   * field.
   */
  public static int maxPageSize(Selection selection) {
    return selection.isLarge() ? MAX_LARGE_PAGE_SIZE : MAX_PAGE_SIZE;
  }

  /** The size of a page of the given shape. */
  public int limit(Selection selection) {
    return pageSize == 0 ? DEFAULT_PAGE_SIZE : Math.min(pageSize, maxPageSize(selection));
  }
}
