package campus.publishing.domain;

import campus.shared.domain.Reason;
import campus.shared.domain.RuleBroken;

/** The post is a draft, so nobody can like it or comment on it. */
public final class PostNotPublished extends RuleBroken {

  private static final long serialVersionUID = 1L;

  public PostNotPublished(PostId post) {
    super(Reason.POST_NOT_PUBLISHED, post.toName(), post.toName() + " is not published");
  }
}
