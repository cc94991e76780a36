package campus.identity.application;

import campus.identity.domain.ApiToken;
import campus.identity.domain.Token;
import campus.shared.application.call.Caller;
import campus.shared.domain.name.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The tokens of services. Only their hashes are stored. */
public interface ApiTokens {

  /** Adds a token of a locked user. */
  void add(ApiToken token, Token secret);

  /** The number of tokens of a user that are valid now. */
  int count(UserId user, Instant now);

  /**
   * Deletes a token of a user.
   *
   * @return whether they had it
   */
  boolean delete(UserId user, UUID token);

  /**
   * Finds the user of a token, without a session, and with those of the token's roles that they
   * have now. One SQL statement.
   */
  Optional<Caller> findCaller(Token secret, Instant now);
}
