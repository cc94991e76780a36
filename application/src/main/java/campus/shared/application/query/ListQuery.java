package campus.shared.application.query;

import campus.shared.domain.ResourceName;
import campus.shared.domain.ResourceType;
import org.jspecify.annotations.Nullable;

/**
 * What a call asks for of a collection.
 *
 * @param subset what the collection is narrowed to, null for all of it
 * @param parent the resource whose collection it is, null for all of them
 * @param pageSize at least 0; 0 for {@link #DEFAULT_PAGE_SIZE}; more than {@link #MAX_PAGE_SIZE}
 *     count as that, or as {@link #MAX_LARGE_PAGE_SIZE} where the mask names a collection or a
 *     large field
 * @param pageToken that of the page before, empty for the first page
 * @param skip how many resources to pass over first, at least 0
 * @param filter in the filter language (AIP-160); empty for all
 * @param orderBy see {@link SortKey}; empty for the order in which resources were made
 * @param totalSize whether to count what the filter holds for
 */
public record ListQuery(
    ResourceType type,
    @Nullable Subset subset,
    @Nullable ResourceName parent,
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

  public ListQuery withParent(@Nullable ResourceName parent) {
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

  /** How many resources of the given shape can be asked for at a time. */
  public static int maxPageSize(Selection selection) {
    return selection.isLarge() ? MAX_LARGE_PAGE_SIZE : MAX_PAGE_SIZE;
  }

  /** How many resources a page of the given shape holds at most. */
  public int limit(Selection selection) {
    return pageSize == 0 ? DEFAULT_PAGE_SIZE : Math.min(pageSize, maxPageSize(selection));
  }
}
