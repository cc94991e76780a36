package campus.publishing.grpc;

import campus.publishing.application.StatsUseCases;
import campus.publishing.v1.BlogStats;
import campus.publishing.v1.GetBlogStatsRequest;
import campus.publishing.v1.Member;
import campus.publishing.v1.StatsServiceGrpc;
import campus.publishing.v1.Tag;
import campus.shared.grpc.methods.Endpoint;
import campus.shared.grpc.methods.StandardMethods;
import campus.shared.grpc.wire.RecordMapper;
import jakarta.inject.Singleton;

@Singleton
final class StatsServiceEndpoint extends Endpoint {

  private static final int DEFAULT_TOP = 10;

  private final StatsUseCases stats;

  StatsServiceEndpoint(StatsUseCases stats, StandardMethods standard) {
    super(StatsServiceGrpc.getServiceDescriptor(), standard);
    this.stats = stats;
    serve(StatsServiceGrpc.getGetBlogStatsMethod(), this::blogStats);
  }

  private BlogStats blogStats(GetBlogStatsRequest request) {
    var found = stats.stats(request.getTop() == 0 ? DEFAULT_TOP : request.getTop());
    return BlogStats.newBuilder()
        .setUserCount(found.totals().users())
        .setPostCount(found.totals().posts())
        .setTagCount(found.totals().tags())
        .setCommentCount(found.totals().comments())
        .addAllTopTags(RecordMapper.toMessages(found.topTags(), Tag.getDefaultInstance()))
        .addAllTopAuthors(RecordMapper.toMessages(found.topAuthors(), Member.getDefaultInstance()))
        .build();
  }
}
