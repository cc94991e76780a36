package campus.identity.application;

import campus.identity.domain.PasswordHash;
import campus.shared.domain.name.UserId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The password hashes of users. */
public interface Credentials {

  /**
   * A user found by their login.
   *
   * @param hash null for a user without a password
   * @param atKnownOrigin whether they have signed in from this address before
   */
  record Login(UserId user, @Nullable PasswordHash hash, boolean atKnownOrigin) {}

  /**
   * Finds a user by username or e-mail address, case-insensitive. One SQL statement.
   *
   * @param origin the address of the attempt, see {@link
   *     campus.shared.application.call.Call#origin}
   * @param since earlier sign-ins from there are ignored
   */
  Optional<Login> findByLogin(String login, String origin, Instant since);

  /** Empty for a user without a password, and for an unknown user. */
  Optional<PasswordHash> find(UserId user);

  /**
   * Like {@link #find}, but locks the hash, and the user against deletion, until the transaction
   * ends.
   */
  Optional<PasswordHash> lock(UserId user);

  /** Stores or replaces a user's hash. */
  void put(UserId user, PasswordHash hash);

  /** Stores or replaces the hashes of several users. */
  void putAll(Map<UserId, PasswordHash> hashes);
}
