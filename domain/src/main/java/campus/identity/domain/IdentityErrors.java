package campus.identity.domain;

import campus.shared.domain.AlreadyExists;
import campus.shared.domain.Id;
import campus.shared.domain.Reason;
import campus.shared.domain.RuleBroken;

/** What this context refuses. Usernames, e-mail addresses and card numbers compare without case. */
public final class IdentityErrors {

  private IdentityErrors() {}

  /** Another user has the username. */
  public static AlreadyExists usernameTaken() {
    return new AlreadyExists(Reason.USERNAME_TAKEN, "username", "username: the username is taken");
  }

  /** Another user has the e-mail address. */
  public static AlreadyExists emailTaken() {
    return new AlreadyExists(Reason.EMAIL_TAKEN, "email", "email: the e-mail address is taken");
  }

  /** Another card has the number. */
  public static AlreadyExists cardNumberTaken() {
    return new AlreadyExists(Reason.CARD_NUMBER_TAKEN, "number", "number: the number is taken");
  }

  /** The user has a card that is not revoked. */
  static AlreadyExists cardAlreadyIssued(IdentityCard card) {
    return new AlreadyExists(
        Reason.CARD_ALREADY_ISSUED,
        card.id().toName(),
        card.user() + " holds an identity card already; revoke it first");
  }

  static RuleBroken cardAlreadyRevoked(Id<IdentityCard> card) {
    return new RuleBroken(Reason.CARD_ALREADY_REVOKED, card, card + " has been revoked already");
  }
}
