package campus.identity.application;

import campus.identity.domain.PasswordHash;
import campus.shared.domain.UserId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What users sign in with. */
public interface Credentials {

  /**
   * A user who may want to sign in.
   *
   * @param hash null for a user without a password
   * @param atKnownOrigin whether they have signed in from the same address before
   */
  record Login(UserId user, @Nullable PasswordHash hash, boolean atKnownOrigin) {}

  /**
   * Finds a user by username or e-mail address, in any case. One SQL statement.
   *
   * @param origin where they may want to sign in, see {@link
   *     campus.shared.application.call.Call#origin}
   * @param since which earlier sign-ins from there count
   */
  Optional<Login> findByLogin(String login, String origin, Instant since);

  /** Empty for a user without a password, and for one who does not exist. */
  Optional<PasswordHash> find(UserId user);

  /**
   * As {@link #find}, and keeps others from changing it, and from deleting the user, until the
   * transaction ends.
   */
  Optional<PasswordHash> lock(UserId user);

  /** Keeps a user's hash, in place of the one that he had. */
  void put(UserId user, PasswordHash hash);

  /** Keeps the hashes of many users at once, see {@link #put}. */
  void putAll(Map<UserId, PasswordHash> hashes);
}
