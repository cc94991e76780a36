package campus.identity.application;

import campus.identity.domain.CardNumber;
import campus.identity.domain.IdentityCard;
import campus.shared.application.Transactions;
import campus.shared.domain.NotFound;
import campus.shared.domain.UserId;
import java.time.Clock;

/**
 * Two cards of one number: a unique constraint. Two cards for one user: the lock on the user's row,
 * taken first, and the primary key. Two revocations of one card: its row's lock.
 */
final class IdentityCardService implements IdentityCardUseCases {

  private final Transactions transactions;
  private final Users users;
  private final IdentityCards cards;
  private final Clock clock;

  IdentityCardService(Transactions transactions, Users users, IdentityCards cards, Clock clock) {
    this.transactions = transactions;
    this.users = users;
    this.cards = cards;
    this.clock = clock;
  }

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
      var card = cards.lock(user).orElseThrow(() -> new NotFound(IdentityCard.nameOf(user)));
      cards.put(card.revoke(clock.instant()));
    });
  }
}
