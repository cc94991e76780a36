package campus.identity.application;

import campus.identity.domain.PasswordHash;
import org.jspecify.annotations.Nullable;

/**
 * Hashes passwords: slow by intent. Only some are hashed at a time; others wait for a while.
 *
 * <p>Throws {@link campus.shared.domain.Overloaded} when the wait gets too long. Never called while
 * a database connection is held.
 */
public interface PasswordHasher {

  PasswordHash hash(String password);

  /**
   * Whether the password is the one that was hashed. Takes as long whatever it is, also without a
   * hash.
   *
   * @param hash null where there is none: the answer is no
   */
  boolean matches(String password, @Nullable PasswordHash hash);

  /** Whether the hash was made with other parameters than a new one would be. */
  boolean isOutdated(PasswordHash hash);
}
