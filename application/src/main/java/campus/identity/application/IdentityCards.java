package campus.identity.application;

import campus.identity.domain.IdentityCard;
import campus.shared.domain.UserId;
import java.util.Optional;

/** The identity cards, one for a user at most. */
public interface IdentityCards {

  /** Finds a user's card, and keeps others from changing it until the transaction ends. */
  Optional<IdentityCard> lock(UserId user);

  /**
   * Keeps a card, in place of the one that its user had. His row has to be locked.
   *
   * @throws campus.shared.domain.AlreadyExists if another card bears the number, in any case
   */
  void put(IdentityCard card);
}
