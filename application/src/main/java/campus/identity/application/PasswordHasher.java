package campus.identity.application;

import campus.identity.domain.PasswordHash;
import org.jspecify.annotations.Nullable;

/**
 * Hashes passwords: slow by intent. Only some are hashed at a time; others wait for a while.
 *
 * <p>Throws {@link campus.shared.domain.Overloaded} when a hash cannot start soon. Never called
 * while a database connection is held.
 */
public interface PasswordHasher {

  /** Who waits for a hash. Those who are known come first. */
  enum Priority {
    HIGH,
    LOW
  }

  PasswordHash hash(String password, Priority priority);

  /**
   * Whether the password is the one that was hashed. Takes as long whatever it is, also without a
   * hash.
   *
   * @param hash null where there is none: the answer is no
   */
  boolean matches(String password, @Nullable PasswordHash hash, Priority priority);

  /** Whether the hash was made with other parameters than a new one would be. */
  boolean isOutdated(PasswordHash hash);
}
