package campus.identity.domain;

import campus.shared.domain.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The card that a user identifies himself with: issued, and perhaps revoked, for good. A user has
 * one at most; after a revocation another may be issued, which takes its place.
 *
 * @param revokeTime null while it is in use
 */
public record IdentityCard(
    UserId user, CardNumber number, Instant issueTime, @Nullable Instant revokeTime) {

  /** Where a card is in its life. */
  public enum State {
    ISSUED,
    REVOKED
  }

  /**
   * Issues a card to a user.
   *
   * @param current the card that he has, null for none
   * @throws CardAlreadyIssued if that is in use
   */
  public static IdentityCard issue(
      UserId user, CardNumber number, @Nullable IdentityCard current, Instant now) {
    if (current != null && current.state() == State.ISSUED) {
      throw new CardAlreadyIssued(user);
    }
    return new IdentityCard(user, number, now, null);
  }

  /**
   * @throws CardAlreadyRevoked if it is revoked already
   */
  public IdentityCard revoke(Instant now) {
    if (state() == State.REVOKED) {
      throw new CardAlreadyRevoked(user);
    }
    return new IdentityCard(user, number, issueTime, now);
  }

  public State state() {
    return revokeTime == null ? State.ISSUED : State.REVOKED;
  }

  /** The resource name of a user's card: {@code users/{uuid}/identityCard}. */
  public static String nameOf(UserId user) {
    return user.toName() + "/identityCard";
  }
}
