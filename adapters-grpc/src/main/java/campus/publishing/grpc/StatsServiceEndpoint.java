package campus.publishing.grpc;

import static campus.publishing.application.PublishingResources.MEMBER;
import static campus.publishing.application.PublishingResources.TAG;

import campus.publishing.application.BlogTotals;
import campus.publishing.v1.BlogStats;
import campus.publishing.v1.GetBlogStatsRequest;
import campus.publishing.v1.Member;
import campus.publishing.v1.StatsServiceGrpc.StatsServiceImplBase;
import campus.publishing.v1.Tag;
import campus.shared.application.Caller;
import campus.shared.application.Coalescer;
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
import java.util.Map;
import java.util.Objects;

@Singleton
final class StatsServiceEndpoint extends StatsServiceImplBase {

  private static final int DEFAULT_TOP = 10;

  /** What those ask who may share an answer, which says what the caller follows. */
  private record Question(Caller caller, int top) {}

  private final BlogTotals totals;
  private final ResourceQueries queries;
  private final Transactions transactions;
  private final Coalescer<Question, Question, BlogStats> lookUps =
      new Coalescer<>((question, _) -> Map.of(question, stats(question)));

  StatsServiceEndpoint(BlogTotals totals, ResourceQueries queries, Transactions transactions) {
    this.totals = totals;
    this.queries = queries;
    this.transactions = transactions;
  }

  @Override
  public void getBlogStats(GetBlogStatsRequest request, StreamObserver<BlogStats> answer) {
    int top = request.getTop() == 0 ? DEFAULT_TOP : request.getTop();
    var question = new Question(Callers.current(), top);
    Answers.one(answer, Objects.requireNonNull(lookUps.find(question, question)));
  }

  private BlogStats stats(Question question) {
    // In one state of the database, so that no author has more posts than there are.
    return transactions.read(() -> stats(question.caller(), question.top()));
  }

  private BlogStats stats(Caller caller, int top) {
    var found = totals.totals();
    return BlogStats.newBuilder()
        .setUserCount(found.users())
        .setPostCount(found.posts())
        .setTagCount(found.tags())
        .setCommentCount(found.comments())
        .addAllTopTags(RecordMapper.toMessages(top(caller, TAG, top), Tag.getDefaultInstance()))
        .addAllTopAuthors(
            RecordMapper.toMessages(top(caller, MEMBER, top), Member.getDefaultInstance()))
        .build();
  }

  private List<ResourceRecord> top(Caller caller, ResourceType type, int count) {
    return queries
        .list(
            caller,
            ListQuery.of(type)
                .withFilter("post_count > 0")
                .withOrder("post_count desc")
                .withPage(count, ""))
        .records();
  }
}
