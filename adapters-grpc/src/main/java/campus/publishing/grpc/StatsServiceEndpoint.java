package campus.publishing.grpc;

import campus.publishing.application.StatsUseCases;
import campus.publishing.v1.BlogStats;
import campus.publishing.v1.GetBlogStatsRequest;
import campus.publishing.v1.Member;
import campus.publishing.v1.StatsServiceGrpc.StatsServiceImplBase;
import campus.publishing.v1.Tag;
import campus.shared.grpc.Answers;
import campus.shared.grpc.RecordMapper;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;

@Singleton
final class StatsServiceEndpoint extends StatsServiceImplBase {

  private static final int DEFAULT_TOP = 10;

  private final StatsUseCases stats;

  StatsServiceEndpoint(StatsUseCases stats) {
    this.stats = stats;
  }

  @Override
  public void getBlogStats(GetBlogStatsRequest request, StreamObserver<BlogStats> answer) {
    var found = stats.stats(request.getTop() == 0 ? DEFAULT_TOP : request.getTop());
    Answers.one(
        answer,
        BlogStats.newBuilder()
            .setUserCount(found.totals().users())
            .setPostCount(found.totals().posts())
            .setTagCount(found.totals().tags())
            .setCommentCount(found.totals().comments())
            .addAllTopTags(RecordMapper.toMessages(found.topTags(), Tag.getDefaultInstance()))
            .addAllTopAuthors(
                RecordMapper.toMessages(found.topAuthors(), Member.getDefaultInstance()))
            .build());
  }
}
