package campus.identity.application;

import campus.identity.domain.IdentityCard;
import campus.shared.domain.name.UserId;
import java.util.Optional;

/** The identity cards, at most one per user. */
public interface IdentityCards {

  /** Finds and locks a user's card. */
  Optional<IdentityCard> lock(UserId user);

  /**
   * Stores or replaces the card of a locked user.
   *
   * @throws campus.shared.domain.error.AlreadyExists if the number is taken, case-insensitively
   */
  void put(IdentityCard card);
}
