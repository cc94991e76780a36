package campus.publishing.application;

import campus.shared.application.call.Caller;
import campus.shared.domain.name.UserId;

/**
 * Follows members. Each method joins the transaction in progress, or opens one. {@link
 * campus.shared.domain.error.NotFound} if the member does not exist.
 */
public interface MemberUseCases {

  /**
   * Follows a member; does nothing if the caller does already.
   *
   * @throws campus.shared.domain.error.RuleBroken if the member is the caller
   */
  void follow(Caller caller, UserId member);

  /** Unfollows a member; does nothing if the caller does not follow them. */
  void unfollow(Caller caller, UserId member);
}
