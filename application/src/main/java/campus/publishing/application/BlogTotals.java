package campus.publishing.application;

/** How many there are of everything. Read without counting anything. */
public interface BlogTotals {

  /**
   * Totals.
   *
   * @param posts those that are published
   * @param comments those on published posts
   */
  record Totals(long users, long posts, long tags, long comments) {}

  Totals totals();
}
