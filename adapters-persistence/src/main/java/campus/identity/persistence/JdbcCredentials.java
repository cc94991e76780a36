package campus.identity.persistence;

import campus.identity.application.Credentials;
import campus.identity.domain.PasswordHash;
import campus.shared.domain.UserId;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

@Singleton
final class JdbcCredentials implements Credentials {

  private final UserRowRepository users;
  private final CredentialRowRepository credentials;

  JdbcCredentials(UserRowRepository users, CredentialRowRepository credentials) {
    this.users = users;
    this.credentials = credentials;
  }

  @Override
  public Optional<Login> findByLogin(String login) {
    var key = login.toLowerCase(Locale.ROOT);
    return users
        .findByUsernameKeyOrEmailKey(key, key)
        .map(user ->
            new Login(
                new UserId(user.id()),
                user.credential() == null
                    ? null
                    : new PasswordHash(user.credential().passwordHash())));
  }

  @Override
  public Optional<PasswordHash> find(UserId user) {
    return credentials.findByUserId(user.value()).map(row -> new PasswordHash(row.passwordHash()));
  }

  @Override
  public Optional<PasswordHash> lock(UserId user) {
    return credentials.lock(user.value()).map(row -> new PasswordHash(row.passwordHash()));
  }

  @Override
  public void put(UserId user, PasswordHash hash) {
    credentials.put(user.value(), hash.value());
  }

  @Override
  public void putAll(Map<UserId, PasswordHash> hashes) {
    if (!hashes.isEmpty()) {
      credentials.putAll(
          hashes.keySet().stream().map(user -> user.value().toString()).toList(),
          hashes.values().stream().map(PasswordHash::value).toList());
    }
  }
}
