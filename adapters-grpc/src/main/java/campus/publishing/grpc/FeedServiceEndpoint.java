package campus.publishing.grpc;

import static campus.publishing.application.PublishingResources.POST;

import campus.publishing.application.PublishingResources;
import campus.publishing.v1.FeedServiceGrpc.FeedServiceImplBase;
import campus.publishing.v1.ListFeedRequest;
import campus.publishing.v1.ListFeedResponse;
import campus.shared.application.ReadMask;
import campus.shared.grpc.Answers;
import campus.shared.grpc.StandardMethods;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;

@Singleton
final class FeedServiceEndpoint extends FeedServiceImplBase {

  /** All that a reader wants to see of a post before he opens it. */
  private static final ReadMask SHOWN =
      ReadMask.of(
          "name",
          "slug",
          "title",
          "state",
          "publish_time",
          "comment_count",
          "like_count",
          "liked",
          "create_time",
          "update_time",
          "etag",
          "author",
          "author.profile",
          "category.label",
          "category.slug",
          "tags");

  private final StandardMethods methods;

  FeedServiceEndpoint(StandardMethods methods) {
    this.methods = methods;
  }

  @Override
  public void listFeed(ListFeedRequest request, StreamObserver<ListFeedResponse> answer) {
    Answers.one(
        answer,
        methods.list(
            POST,
            PublishingResources.feed(),
            SHOWN,
            request,
            ListFeedResponse.getDefaultInstance()));
  }
}
