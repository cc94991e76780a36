package campus.publishing.domain;

import campus.shared.domain.Reason;
import campus.shared.domain.RuleBroken;

/** The post would have more tags than a post can have. */
public final class TooManyTags extends RuleBroken {

  private static final long serialVersionUID = 1L;

  public TooManyTags(PostId post) {
    super(
        Reason.TOO_MANY_TAGS,
        post.toName(),
        post.toName() + " can have at most " + Post.MAX_TAGS + " tags");
  }
}
