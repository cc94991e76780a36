package campus.identity.application;

import campus.identity.domain.PasswordHash;
import org.jspecify.annotations.Nullable;

/**
 * Hashes passwords, deliberately slowly, with bounded concurrency. Never call it while holding a
 * database connection.
 *
 * <p>Throws {@link campus.shared.domain.error.Overloaded} when a hash cannot start soon.
 */
public interface PasswordHasher {

  /** The order of waiting hashes: HIGH for known users, LOW for strangers. */
  enum Priority {
    HIGH,
    LOW
  }

  PasswordHash hash(String password, Priority priority);

  /**
   * Whether the hash is that of the password. Takes equally long without a hash.
   *
   * @param hash null never matches
   */
  boolean matches(String password, @Nullable PasswordHash hash, Priority priority);

  /** Whether the hash was made with other parameters than those of new hashes. */
  boolean isOutdated(PasswordHash hash);
}
