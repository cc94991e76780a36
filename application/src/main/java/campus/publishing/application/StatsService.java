package campus.publishing.application;

import static campus.publishing.domain.PublishingResources.MEMBER;
import static campus.publishing.domain.PublishingResources.TAG;

import campus.shared.application.call.Caller;
import campus.shared.application.call.Coalescer;
import campus.shared.application.query.ListQuery;
import campus.shared.application.query.ReadMask;
import campus.shared.application.query.ResourceQueries;
import campus.shared.application.query.ResourceRecord;
import campus.shared.application.write.Transactions;
import campus.shared.domain.name.ResourceType;
import java.util.List;
import java.util.Map;
import java.util.Objects;

final class StatsService implements StatsUseCases {

  /** The fields of a member that do not depend on the caller, so without {@code followed}. */
  private static final ReadMask AUTHOR =
      ReadMask.of(
          "username",
          "post_count",
          "follower_count",
          "following_count",
          "create_time",
          "profile.name");

  private final BlogTotals totals;
  private final ResourceQueries queries;
  private final Transactions transactions;
  private final Coalescer<Integer, Integer, BlogStats> lookUps =
      new Coalescer<>((top, _) -> Map.of(top, read(top)));

  StatsService(BlogTotals totals, ResourceQueries queries, Transactions transactions) {
    this.totals = totals;
    this.queries = queries;
    this.transactions = transactions;
  }

  @Override
  public BlogStats stats(int top) {
    return Objects.requireNonNull(lookUps.find(top, top));
  }

  private BlogStats read(int top) {
    return transactions.read(() ->
        new BlogStats(
            totals.totals(), first(TAG, ReadMask.DEFAULT, top), first(MEMBER, AUTHOR, top)));
  }

  private List<ResourceRecord> first(ResourceType type, ReadMask mask, int count) {
    return queries
        .list(
            Caller.ANONYMOUS,
            ListQuery.of(type)
                .withMask(mask)
                .withFilter("post_count > 0")
                .withOrder("post_count desc")
                .withPage(count, ""))
        .records();
  }
}
