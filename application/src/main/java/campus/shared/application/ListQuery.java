package campus.shared.application;

/**
 * What a call asks for of a collection.
 *
 * @param pageSize at least 0; 0 for {@link #DEFAULT_PAGE_SIZE}; more than {@link #MAX_PAGE_SIZE}
 *     count as that
 * @param pageToken that of the page before, empty for the first page
 */
public record ListQuery(ResourceType type, ReadMask mask, int pageSize, String pageToken) {

  public static final int DEFAULT_PAGE_SIZE = 20;
  public static final int MAX_PAGE_SIZE = 1000;

  /** How many resources a page holds at most: a number from 1 to {@link #MAX_PAGE_SIZE}. */
  public int limit() {
    return pageSize == 0 ? DEFAULT_PAGE_SIZE : Math.min(pageSize, MAX_PAGE_SIZE);
  }
}
