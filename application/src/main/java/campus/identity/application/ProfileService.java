package campus.identity.application;

import campus.identity.domain.Profile;
import campus.shared.application.Transactions;
import campus.shared.domain.UserId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

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
    transactions.write(() -> {
      var profile = users.lockProfile(update.user());
      var changed = update.applyTo(profile, clock.instant());
      if (!changed.equals(profile)) {
        users.update(changed);
      }
    });
  }

  @Override
  public void updateAll(List<UpdateProfile> updates) {
    transactions.write(() -> {
      var found = new HashMap<UserId, Profile>();
      users
          .lockProfiles(updates.stream().map(UpdateProfile::user).toList())
          .forEach(profile -> found.put(profile.user(), profile));
      var changed = new ArrayList<Profile>();
      for (var update : updates) {
        var profile = found.get(update.user());
        var outcome = update.applyTo(profile, clock.instant());
        if (!outcome.equals(profile)) {
          changed.add(outcome);
        }
      }
      users.updateProfiles(changed);
    });
  }
}
