package campus.identity.application;

import campus.identity.domain.Profile;
import campus.shared.application.Transactions;
import campus.shared.domain.NotFound;
import campus.shared.domain.UserId;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Two editors of one profile: its row's lock, and the etag. Many profiles at once: the same, locked
 * in the order of their users' ids.
 */
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
    transactions.write(() -> users.update(outcome(update, users.lockProfile(update.user()))));
  }

  @Override
  public void updateAll(List<UpdateProfile> updates) {
    transactions.write(() -> {
      var found = new HashMap<UserId, Profile>();
      users
          .lockProfiles(updates.stream().map(UpdateProfile::user).toList())
          .forEach(profile -> found.put(profile.user(), profile));
      users.updateProfiles(
          updates.stream().map(update -> outcome(update, found.get(update.user()))).toList());
    });
  }

  private Profile outcome(UpdateProfile update, @Nullable Profile profile) {
    if (profile == null) {
      throw new NotFound(Profile.nameOf(update.user()));
    }
    return profile
        .at(update.etag())
        .rewrite(
            Objects.requireNonNullElse(update.fullName(), profile.fullName()),
            Objects.requireNonNullElse(update.bio(), profile.bio()),
            clock.instant());
  }
}
