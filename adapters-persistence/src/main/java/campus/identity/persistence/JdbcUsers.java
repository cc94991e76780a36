package campus.identity.persistence;

import campus.identity.application.Users;
import campus.identity.domain.Profile;
import campus.identity.domain.User;
import campus.identity.domain.Username;
import campus.shared.domain.NotFound;
import campus.shared.domain.UserId;
import jakarta.inject.Singleton;
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
  public Profile lockProfile(UserId id) {
    return profiles
        .findByUserIdForUpdate(id.value())
        .map(ProfileRow::toDomain)
        .orElseThrow(() -> new NotFound(Profile.nameOf(id)));
  }

  @Override
  public void update(User user) {
    users.update(UserRow.from(user));
  }

  @Override
  public void update(Profile profile) {
    profiles.update(ProfileRow.from(profile));
  }

  @Override
  public void delete(UserId id) {
    sessions.deleteByUserId(id.value());
    credentials.deleteByUserId(id.value());
    cards.deleteByUserId(id.value());
    profiles.deleteByUserId(id.value());
    users.deleteById(id.value());
  }
}
