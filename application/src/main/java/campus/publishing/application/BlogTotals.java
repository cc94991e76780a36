package campus.publishing.application;

/** The total counts, kept as counters. */
public interface BlogTotals {

  /**
   * Totals.
   *
   * @param posts published posts
   * @param comments comments on published posts
   */
  record Totals(long users, long posts, long tags, long comments) {}

  Totals totals();
}
