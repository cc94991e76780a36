package campus.identity.application;

import campus.identity.domain.PasswordHash;
import campus.shared.domain.UserId;
import java.util.Optional;

/** What users sign in with. */
public interface Credentials {

  /** Empty for a user without a password, and for one who does not exist. */
  Optional<PasswordHash> find(UserId user);

  /** Keeps a user's hash, in place of the one that he had. */
  void put(UserId user, PasswordHash hash);

  /**
   * Keeps a user's hash in place of exactly that one; does nothing when another has taken its place in
   * the meantime.
   */
  void replace(UserId user, PasswordHash old, PasswordHash hash);
}
