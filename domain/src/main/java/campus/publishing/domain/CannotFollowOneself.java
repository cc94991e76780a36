package campus.publishing.domain;

import campus.shared.domain.Reason;
import campus.shared.domain.RuleBroken;
import campus.shared.domain.UserId;

/** Nobody follows himself. */
public final class CannotFollowOneself extends RuleBroken {

  private static final long serialVersionUID = 1L;

  public CannotFollowOneself(UserId user) {
    super(
        Reason.CANNOT_FOLLOW_ONESELF,
        "members/" + user.value(),
        "members/" + user.value() + " is the caller himself, whom he cannot follow");
  }
}
