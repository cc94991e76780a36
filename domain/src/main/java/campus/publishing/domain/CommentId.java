package campus.publishing.domain;

import java.util.UUID;

/** A comment, which hangs on a post. */
public record CommentId(PostId post, UUID value) {

  /** The resource name: {@code posts/{uuid}/comments/{uuid}}. */
  public String toName() {
    return post.toName() + "/comments/" + value;
  }

  @Override
  public String toString() {
    return toName();
  }
}
