package campus.identity.persistence;

import campus.identity.application.Users;
import campus.identity.domain.Profile;
import campus.identity.domain.User;
import campus.identity.domain.Username;
import campus.shared.domain.NotFound;
import campus.shared.domain.UserId;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

@Singleton
final class JdbcUsers implements Users {

  private final UserRowRepository users;
  private final ProfileRowRepository profiles;
  private final IdentityCardRowRepository cards;
  private final CredentialRowRepository credentials;
  private final SessionRowRepository sessions;

  JdbcUsers(
      UserRowRepository users,
      ProfileRowRepository profiles,
      IdentityCardRowRepository cards,
      CredentialRowRepository credentials,
      SessionRowRepository sessions) {
    this.users = users;
    this.profiles = profiles;
    this.cards = cards;
    this.credentials = credentials;
    this.sessions = sessions;
  }

  @Override
  public void add(User user, Profile profile) {
    users.save(UserRow.from(user));
    profiles.save(ProfileRow.from(profile));
  }

  @Override
  public void addAll(Collection<Account> accounts) {
    if (!accounts.isEmpty()) {
      users.saveAll(accounts.stream().map(account -> UserRow.from(account.user())).toList());
      profiles.saveAll(
          accounts.stream().map(account -> ProfileRow.from(account.profile())).toList());
    }
  }

  @Override
  public Optional<User> find(Username username) {
    return users.findByUsernameKey(username.key()).map(UserRow::toDomain);
  }

  @Override
  public User lock(UserId id) {
    return users
        .findByIdForUpdate(id.value())
        .map(UserRow::toDomain)
        .orElseThrow(() -> new NotFound(id.toName()));
  }

  @Override
  public List<User> lockAll(Collection<UserId> ids) {
    return users.lockAll(values(ids)).stream().map(UserRow::toDomain).toList();
  }

  @Override
  public Profile lockProfile(UserId id) {
    return profiles
        .findByUserIdForUpdate(id.value())
        .map(ProfileRow::toDomain)
        .orElseThrow(() -> new NotFound(Profile.nameOf(id)));
  }

  @Override
  public List<Profile> lockProfiles(Collection<UserId> ids) {
    return profiles.lockAll(values(ids)).stream().map(ProfileRow::toDomain).toList();
  }

  @Override
  public void updateProfiles(Collection<Profile> changed) {
    if (!changed.isEmpty()) {
      profiles.updateAll(changed.stream().map(ProfileRow::from).toList());
    }
  }

  @Override
  public void update(User user) {
    users.update(UserRow.from(user));
  }

  @Override
  public void updateAll(Collection<User> changed) {
    if (!changed.isEmpty()) {
      users.updateAll(changed.stream().map(UserRow::from).toList());
    }
  }

  @Override
  public void update(Profile profile) {
    profiles.update(ProfileRow.from(profile));
  }

  @Override
  public void deleteAll(Collection<UserId> ids) {
    var values = values(ids);
    sessions.deleteOf(values);
    credentials.deleteOf(values);
    cards.deleteOf(values);
    profiles.deleteOf(values);
    users.deleteAll(values);
  }

  private static List<String> values(Collection<UserId> ids) {
    return ids.stream().map(id -> id.value().toString()).toList();
  }
}
