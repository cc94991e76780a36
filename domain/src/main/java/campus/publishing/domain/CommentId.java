package campus.publishing.domain;

import campus.shared.domain.name.Id;
import campus.shared.domain.name.ResourceId;
import campus.shared.domain.name.ResourceName;
import java.util.UUID;

/** The id of a comment, within its post. */
public record CommentId(Id<Post> post, UUID value) implements ResourceId {

  @Override
  public ResourceName name() {
    return PublishingResources.COMMENT.named(post.value(), value);
  }

  @Override
  public String toString() {
    return toName();
  }
}
