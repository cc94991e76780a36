package campus.identity.domain;

import campus.shared.domain.Reason;
import campus.shared.domain.RuleBroken;
import campus.shared.domain.UserId;

/** The card is not in use any more. */
public final class CardAlreadyRevoked extends RuleBroken {

  private static final long serialVersionUID = 1L;

  public CardAlreadyRevoked(UserId user) {
    super(
        Reason.CARD_ALREADY_REVOKED,
        IdentityCard.nameOf(user),
        IdentityCard.nameOf(user) + " has been revoked already");
  }
}
