package campus.publishing.application;

import campus.shared.application.query.ResourceQueries;
import campus.shared.application.query.ResourceRecord;
import campus.shared.application.write.Transactions;
import java.util.List;

/** Numbers on what is published. */
public interface StatsUseCases {

  /**
   * Totals, and what leads the rankings.
   *
   * @param topTags the most used tags, the most used first
   * @param topAuthors the members with the most published posts, those with most first
   */
  record BlogStats(
      BlogTotals.Totals totals, List<ResourceRecord> topTags, List<ResourceRecord> topAuthors) {

    public BlogStats {
      topTags = List.copyOf(topTags);
      topAuthors = List.copyOf(topAuthors);
    }
  }

  /**
   * All from one state of the database, so that no author has more posts than there are. The answer
   * is the same for every caller, so that calls at the same moment share one.
   *
   * @param top how many tags and authors to answer, at least 1
   */
  BlogStats stats(int top);

  static StatsUseCases of(BlogTotals totals, ResourceQueries queries, Transactions transactions) {
    return new StatsService(totals, queries, transactions);
  }
}
