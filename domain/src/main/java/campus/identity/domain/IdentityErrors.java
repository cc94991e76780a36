package campus.identity.domain;

import campus.shared.domain.AlreadyExists;
import campus.shared.domain.Id;
import campus.shared.domain.Reason;
import campus.shared.domain.RuleBroken;

/**
 * The errors of this context. Usernames, e-mail addresses and card numbers compare
 * case-insensitively.
 */
public final class IdentityErrors {

  private IdentityErrors() {}

  public static AlreadyExists usernameTaken() {
    return new AlreadyExists(Reason.USERNAME_TAKEN, "username", "username: the username is taken");
  }

  public static AlreadyExists emailTaken() {
    return new AlreadyExists(Reason.EMAIL_TAKEN, "email", "email: the e-mail address is taken");
  }

  public static AlreadyExists cardNumberTaken() {
    return new AlreadyExists(Reason.CARD_NUMBER_TAKEN, "number", "number: the number is taken");
  }

  /** The user has a valid card. */
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
