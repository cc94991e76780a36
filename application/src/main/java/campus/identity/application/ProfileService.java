package campus.identity.application;

import campus.shared.application.Transactions;
import java.time.Clock;
import java.util.Objects;

/** Two editors of one profile: its row's lock, and the etag. */
final class ProfileService implements ProfileUseCases {

  private final Transactions transactions;
  private final Users users;
  private final Clock clock;

  ProfileService(Transactions transactions, Users users, Clock clock) {
    this.transactions = transactions;
    this.users = users;
    this.clock = clock;
  }

  @Override
  public void update(UpdateProfile update) {
    transactions.write(() -> {
      var profile = users.lockProfile(update.user()).at(update.etag());
      users.update(
          profile.rewrite(
              Objects.requireNonNullElse(update.fullName(), profile.fullName()),
              Objects.requireNonNullElse(update.bio(), profile.bio()),
              clock.instant()));
    });
  }
}
