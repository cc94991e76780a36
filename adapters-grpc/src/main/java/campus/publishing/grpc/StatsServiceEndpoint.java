package campus.publishing.grpc;

import static campus.publishing.application.PublishingResources.MEMBER;
import static campus.publishing.application.PublishingResources.TAG;

import campus.publishing.application.BlogTotals;
import campus.publishing.v1.BlogStats;
import campus.publishing.v1.GetBlogStatsRequest;
import campus.publishing.v1.Member;
import campus.publishing.v1.StatsServiceGrpc.StatsServiceImplBase;
import campus.publishing.v1.Tag;
import campus.shared.application.ListQuery;
import campus.shared.application.ResourceQueries;
import campus.shared.application.ResourceRecord;
import campus.shared.application.ResourceType;
import campus.shared.application.Transactions;
import campus.shared.grpc.Answers;
import campus.shared.grpc.Callers;
import campus.shared.grpc.RecordMapper;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;
import java.util.List;

@Singleton
final class StatsServiceEndpoint extends StatsServiceImplBase {

  private static final int DEFAULT_TOP = 10;

  private final BlogTotals totals;
  private final ResourceQueries queries;
  private final Transactions transactions;

  StatsServiceEndpoint(BlogTotals totals, ResourceQueries queries, Transactions transactions) {
    this.totals = totals;
    this.queries = queries;
    this.transactions = transactions;
  }

  @Override
  public void getBlogStats(GetBlogStatsRequest request, StreamObserver<BlogStats> answer) {
    int top = request.getTop() == 0 ? DEFAULT_TOP : request.getTop();
    // In one state of the database, so that no author has more posts than there are.
    Answers.one(answer, transactions.read(() -> stats(top)));
  }

  private BlogStats stats(int top) {
    var found = totals.totals();
    return BlogStats.newBuilder()
        .setUserCount(found.users())
        .setPostCount(found.posts())
        .setTagCount(found.tags())
        .setCommentCount(found.comments())
        .addAllTopTags(RecordMapper.toMessages(top(TAG, top), Tag.getDefaultInstance()))
        .addAllTopAuthors(RecordMapper.toMessages(top(MEMBER, top), Member.getDefaultInstance()))
        .build();
  }

  private List<ResourceRecord> top(ResourceType type, int count) {
    return queries
        .list(
            Callers.current(),
            ListQuery.of(type)
                .withFilter("post_count > 0")
                .withOrder("post_count desc")
                .withPage(count, ""))
        .records();
  }
}
