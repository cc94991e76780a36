package campus.identity.application;

import campus.identity.application.AuthUseCases.Tokens;
import campus.identity.domain.Session;
import campus.identity.domain.Token;
import campus.identity.domain.Username;
import campus.shared.application.call.Caller;
import campus.shared.domain.name.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The open sessions, and the hashes of their tokens. */
public interface Sessions {

  /**
   * An issued refresh token.
   *
   * @param used whether it was exchanged before
   */
  record Refresh(Session session, Instant expireTime, boolean used) {}

  void open(Session session, Tokens tokens);

  /** Finds a refresh token, also a used one, and locks its session. */
  Optional<Refresh> lock(Token refreshToken);

  /** Marks a refresh token as used, and stores its successors. */
  void rotate(Token used, Session refreshed, Tokens tokens);

  /** Ends a session and its tokens; does nothing if it has ended. */
  void end(UUID session);

  /**
   * Ends a session of a user, and its tokens.
   *
   * @return whether they had it
   */
  boolean end(UserId user, UUID session);

  /**
   * Ends the sessions of a user.
   *
   * @param except a session to keep, null for none
   */
  void endAll(UserId user, @Nullable UUID except);

  /** Finds the bearer of an access token, with their current roles. One SQL statement. */
  Optional<Caller> findCaller(Token accessToken, Instant now);

  /** Finds a user who calls without a session, with their current roles. One SQL statement. */
  Optional<Caller> findCaller(Username username);
}
