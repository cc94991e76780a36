package campus.identity.application;

import campus.identity.domain.CardNumber;
import campus.shared.domain.name.UserId;

/**
 * Issues and revokes identity cards. The edge checks access. Each method joins the transaction in
 * progress, or opens one.
 */
public interface IdentityCardUseCases {

  /**
   * Issues a card to a user, in place of a revoked one.
   *
   * @throws campus.shared.domain.error.NotFound if the user does not exist
   * @throws campus.shared.domain.error.AlreadyExists if the user has a valid card, or the number is
   *     taken
   */
  void issue(UserId user, CardNumber number);

  /**
   * Revokes a user's card.
   *
   * @throws campus.shared.domain.error.NotFound if the user has none
   * @throws campus.shared.domain.error.RuleBroken if it is revoked
   */
  void revoke(UserId user);
}
