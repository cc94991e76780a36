package campus.identity.domain;

import campus.shared.domain.AlreadyExists;
import campus.shared.domain.Reason;
import campus.shared.domain.UserId;

/** The user holds a card that is in use. */
public final class CardAlreadyIssued extends AlreadyExists {

  private static final long serialVersionUID = 1L;

  public CardAlreadyIssued(UserId user) {
    super(
        Reason.CARD_ALREADY_ISSUED,
        IdentityCard.nameOf(user),
        user.toName() + " holds an identity card already; revoke it first");
  }
}
