package campus.identity.application;

import campus.identity.application.AuthUseCases.Tokens;
import campus.identity.domain.Session;
import campus.identity.domain.Token;
import campus.shared.application.call.Caller;
import campus.shared.domain.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The open sessions, and the hashes of their tokens. */
public interface Sessions {

  /**
   * A refresh token that was handed out.
   *
   * @param used whether it was traded in already
   */
  record Refresh(Session session, Instant expireTime, boolean used) {}

  void open(Session session, Tokens tokens);

  /**
   * Finds a refresh token, used ones too, and keeps others from changing its session until the
   * transaction ends.
   */
  Optional<Refresh> lock(Token refreshToken);

  /** Marks a refresh token as used, and adds the tokens that it was traded in for. */
  void rotate(Token used, Session refreshed, Tokens tokens);

  /** Ends a session, with all its tokens; nothing if it is not open. */
  void end(UUID session);

  /**
   * Ends the sessions of a user.
   *
   * @param except one that goes on, null for none
   */
  void endAll(UserId user, @Nullable UUID except);

  /** Who the bearer of an access token is, with his roles as they are now. One SQL statement. */
  Optional<Caller> findCaller(Token accessToken, Instant now);
}
