package campus.identity.domain;

import campus.shared.domain.entity.Identified;
import campus.shared.domain.name.Id;
import campus.shared.domain.name.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An identity card, at most one per user. It cannot be un-revoked, but replaced.
 *
 * @param revokeTime null while the card is valid
 */
public record IdentityCard(
    UserId user, CardNumber number, Instant issueTime, @Nullable Instant revokeTime)
    implements Identified<Id<IdentityCard>> {

  /** The life cycle. */
  public enum State {
    ISSUED,
    REVOKED
  }

  public static Id<IdentityCard> id(UserId user) {
    return new Id<>(IdentityResources.IDENTITY_CARD, user.value());
  }

  /**
   * @param current the user's card, null for none
   * @throws campus.shared.domain.error.AlreadyExists if that is valid
   */
  public static IdentityCard issue(
      UserId user, CardNumber number, @Nullable IdentityCard current, Instant now) {
    if (current != null && current.state() == State.ISSUED) {
      throw IdentityErrors.cardAlreadyIssued(current);
    }
    return new IdentityCard(user, number, now, null);
  }

  /**
   * @throws campus.shared.domain.error.RuleBroken if it is revoked
   */
  public IdentityCard revoke(Instant now) {
    if (state() == State.REVOKED) {
      throw IdentityErrors.cardAlreadyRevoked(id());
    }
    return new IdentityCard(user, number, issueTime, now);
  }

  @Override
  public Id<IdentityCard> id() {
    return id(user);
  }

  public State state() {
    return revokeTime == null ? State.ISSUED : State.REVOKED;
  }
}
