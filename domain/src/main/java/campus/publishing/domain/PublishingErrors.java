package campus.publishing.domain;

import campus.shared.domain.error.AlreadyExists;
import campus.shared.domain.error.Reason;
import campus.shared.domain.error.RuleBroken;
import campus.shared.domain.name.Id;
import campus.shared.domain.name.ResourceName;

/** The errors of this context. */
public final class PublishingErrors {

  private PublishingErrors() {}

  /** Another tag, or another category, has the label, case-insensitively. */
  public static AlreadyExists labelTaken() {
    return new AlreadyExists(Reason.LABEL_TAKEN, "label", "label: the label is taken");
  }

  /** Drafts take no likes and no comments. */
  public static RuleBroken notPublished(Id<Post> post) {
    return new RuleBroken(Reason.POST_NOT_PUBLISHED, post, post + " is not published");
  }

  /** The post would have more tags than {@link Post#MAX_TAGS}. */
  static RuleBroken tooManyTags(Id<Post> post) {
    return new RuleBroken(
        Reason.TOO_MANY_TAGS, post, post + " can have at most " + Post.MAX_TAGS + " tags");
  }

  public static RuleBroken cannotFollowOneself(ResourceName member) {
    return new RuleBroken(
        Reason.CANNOT_FOLLOW_ONESELF,
        member.toString(),
        member + " is the caller; members cannot follow themselves");
  }
}
