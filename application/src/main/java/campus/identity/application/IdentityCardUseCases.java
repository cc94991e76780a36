package campus.identity.application;

import campus.identity.domain.CardNumber;
import campus.shared.domain.UserId;

/**
 * Issuing and revoking identity cards. Who may is checked at the edge, by role. Each method joins
 * the transaction in progress, or is one of its own.
 */
public interface IdentityCardUseCases {

  /**
   * Issues a card to a user; it takes the place of a revoked one.
   *
   * @throws campus.shared.domain.NotFound if there is no such user
   * @throws campus.shared.domain.AlreadyExists if he holds one that is in use
   * @throws campus.shared.domain.AlreadyExists if another card bears the number
   */
  void issue(UserId user, CardNumber number);

  /**
   * Revokes a user's card.
   *
   * @throws campus.shared.domain.NotFound if he holds none
   * @throws campus.shared.domain.RuleBroken if it is revoked already
   */
  void revoke(UserId user);
}
