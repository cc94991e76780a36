package campus.publishing.application;

import campus.shared.application.call.Caller;
import campus.shared.domain.UserId;

/** Following members. Joins the transaction in progress, or is one of its own. */
public interface MemberUseCases {

  /**
   * Follows a member, if the caller does not.
   *
   * @throws campus.shared.domain.NotFound if there is no such member
   * @throws campus.shared.domain.RuleBroken if it is the caller himself
   */
  void follow(Caller caller, UserId member);

  /**
   * Follows a member no longer, if the caller does.
   *
   * @throws campus.shared.domain.NotFound if there is no such member
   */
  void unfollow(Caller caller, UserId member);
}
