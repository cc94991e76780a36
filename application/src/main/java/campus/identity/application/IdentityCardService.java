package campus.identity.application;

import campus.identity.domain.CardNumber;
import campus.identity.domain.IdentityCard;
import campus.shared.application.write.Transactions;
import campus.shared.domain.error.NotFound;
import campus.shared.domain.name.UserId;
import java.time.Clock;

/**
 * Races: issuing two cards to one user. Guard: the user's row lock, taken first. Using one number
 * twice. Guard: a unique constraint. Revoking a card twice. Guard: the card's row lock.
 */
record IdentityCardService(Transactions transactions, Users users, IdentityCards cards, Clock clock)
    implements IdentityCardUseCases {

  @Override
  public void issue(UserId user, CardNumber number) {
    transactions.write(() -> {
      users.lock(user);
      var current = cards.lock(user).orElse(null);
      cards.put(IdentityCard.issue(user, number, current, clock.instant()));
    });
  }

  @Override
  public void revoke(UserId user) {
    transactions.write(() -> {
      var card = cards.lock(user).orElseThrow(() -> new NotFound(IdentityCard.id(user).toName()));
      cards.put(card.revoke(clock.instant()));
    });
  }
}
