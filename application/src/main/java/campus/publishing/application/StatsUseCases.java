package campus.publishing.application;

import campus.shared.application.query.ResourceQueries;
import campus.shared.application.query.ResourceRecord;
import campus.shared.application.write.Transactions;
import java.util.List;

/** Statistics on what is published. */
public interface StatsUseCases {

  /**
   * Totals and rankings.
   *
   * @param topTags most used first
   * @param topAuthors the members with the most published posts first
   */
  record BlogStats(
      BlogTotals.Totals totals, List<ResourceRecord> topTags, List<ResourceRecord> topAuthors) {

    public BlogStats {
      topTags = List.copyOf(topTags);
      topAuthors = List.copyOf(topAuthors);
    }
  }

  /**
   * Reads the statistics from one snapshot. Concurrent calls share a result, which is the same for
   * every caller.
   *
   * @param top the number of tags and authors, at least 1
   */
  BlogStats stats(int top);

  static StatsUseCases of(BlogTotals totals, ResourceQueries queries, Transactions transactions) {
    return new StatsService(totals, queries, transactions);
  }
}
