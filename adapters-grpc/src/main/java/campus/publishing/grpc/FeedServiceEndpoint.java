package campus.publishing.grpc;

import campus.publishing.application.PublishingSubsets;
import campus.publishing.v1.FeedServiceGrpc;
import campus.shared.application.query.ReadMask;
import campus.shared.grpc.methods.Endpoint;
import campus.shared.grpc.methods.StandardMethods;
import jakarta.inject.Singleton;

@Singleton
final class FeedServiceEndpoint extends Endpoint {

  /** What a reader wants to see of a post before they open it. */
  private static final ReadMask SHOWN =
      ReadMask.of(
          "name",
          "slug",
          "title",
          "summary",
          "cover_image_uri",
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

  FeedServiceEndpoint(StandardMethods standard) {
    super(FeedServiceGrpc.getServiceDescriptor(), standard);
    list(FeedServiceGrpc.getListFeedMethod(), SHOWN, _ -> PublishingSubsets.feed());
  }
}
