package campus.identity.application;

import campus.identity.domain.Token;
import campus.shared.domain.name.UserId;
import java.time.Instant;
import java.util.Optional;

/** The one-time tokens with which users may set a new password. Only their hashes are stored. */
public interface PasswordResets {

  /** Adds a token of a locked user. */
  void add(Token token, UserId user, Instant expireTime);

  /** Finds the user of a token that is valid now. Locks nothing. */
  Optional<UserId> find(Token token, Instant now);

  /**
   * Deletes a token that is valid now, so that it cannot be used again.
   *
   * @return whether there was one
   */
  boolean take(Token token, Instant now);

  /** Deletes all tokens of a user. */
  void deleteOf(UserId user);
}
