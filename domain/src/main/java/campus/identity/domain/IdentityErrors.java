package campus.identity.domain;

import campus.shared.domain.error.AlreadyExists;
import campus.shared.domain.error.Conflict;
import campus.shared.domain.error.InvalidRequest;
import campus.shared.domain.error.InvalidRequest.Violation;
import campus.shared.domain.error.NotFound;
import campus.shared.domain.error.Reason;
import campus.shared.domain.error.RuleBroken;
import campus.shared.domain.error.Unauthenticated;
import campus.shared.domain.name.Id;
import campus.shared.domain.name.UserId;
import campus.shared.domain.value.Role;
import java.util.List;

/**
 * The errors of this context. Usernames, e-mail addresses and card numbers compare
 * case-insensitively.
 */
public final class IdentityErrors {

  private IdentityErrors() {}

  public static AlreadyExists usernameTaken() {
    return new AlreadyExists(Reason.USERNAME_TAKEN, "username", "username: the username is taken");
  }

  public static AlreadyExists usernameLooksTaken() {
    return new AlreadyExists(
        Reason.USERNAME_TAKEN, "username", "username: looks like the name of another user");
  }

  /** The name may look like others, or like nothing that people can read. */
  public static InvalidRequest usernameNotAllowed() {
    return new InvalidRequest(
        "username",
        "must be letters and digits of one script, in everyday use, without invisible characters");
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

  /** Nobody else could grant roles over the API any more. */
  public static RuleBroken lastAdmin(UserId user) {
    return new RuleBroken(
        Reason.LAST_ADMIN, user, user + " is the only ADMIN; grant the role to another user first");
  }

  public static NotFound unknownUser(Username username) {
    return new NotFound("the user \"" + username.value() + "\"");
  }

  public static Unauthenticated wrongCredentials() {
    return new Unauthenticated(Reason.WRONG_CREDENTIALS, "unknown login or wrong password");
  }

  /** INVALID_ARGUMENT, not UNAUTHENTICATED: the caller's session is valid. */
  public static InvalidRequest wrongPassword() {
    return new InvalidRequest(
        Reason.WRONG_PASSWORD,
        List.of(new Violation("current_password", "is not the current password")));
  }

  public static Conflict passwordJustChanged() {
    return new Conflict(Reason.CONFLICT, "the password has just been changed; try again");
  }

  public static Unauthenticated invalidAccessToken() {
    return new Unauthenticated(
        Reason.INVALID_ACCESS_TOKEN,
        "the access token is unknown, has expired, or its session has ended; "
            + "refresh the session, or sign in again");
  }

  public static Unauthenticated invalidApiToken() {
    return new Unauthenticated(
        Reason.INVALID_ACCESS_TOKEN,
        "the API token is unknown, has expired, or was revoked; use another");
  }

  static RuleBroken roleNotHeld(UserId user, Role role) {
    return new RuleBroken(
        Reason.ROLE_NOT_HELD, user, "roles: " + user + " does not have the role " + role);
  }

  public static RuleBroken tooManyApiTokens(UserId user) {
    return new RuleBroken(
        Reason.TOO_MANY_API_TOKENS,
        user,
        user + " has " + ApiToken.MAX_OF_USER + " API tokens already; revoke one first");
  }

  /** The operator has made a user of a certificate whom there is not, or not any more. */
  public static Unauthenticated unknownServiceAccount(Username username) {
    return new Unauthenticated(
        Reason.INVALID_CLIENT_CERTIFICATE,
        "the client certificate is for the user \"" + username.value() + "\", who does not exist");
  }

  public static Unauthenticated invalidRefreshToken() {
    return new Unauthenticated(
        Reason.INVALID_REFRESH_TOKEN,
        "refresh_token: is unknown, has expired, or its session has ended; sign in again");
  }

  public static Unauthenticated invalidResetToken() {
    return new Unauthenticated(
        Reason.INVALID_RESET_TOKEN, "token: is unknown, was used, or has expired; ask for another");
  }

  public static RuleBroken mailNotConfigured() {
    return new RuleBroken(
        Reason.MAIL_NOT_CONFIGURED,
        "mail",
        "this server sends no e-mail; ask an administrator to reset the password");
  }

  public static Unauthenticated refreshTokenReused() {
    return new Unauthenticated(
        Reason.REFRESH_TOKEN_REUSED,
        "refresh_token: was used before, so its session has been ended; sign in again");
  }
}
