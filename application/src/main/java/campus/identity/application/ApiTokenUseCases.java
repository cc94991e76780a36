package campus.identity.application;

import campus.identity.domain.ApiToken;
import campus.identity.domain.Token;
import campus.shared.application.call.Caller;
import campus.shared.domain.name.UserId;
import campus.shared.domain.value.Role;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Issues tokens for services, and revokes them. The edge checks access by the user's name. */
public interface ApiTokenUseCases {

  /**
   * What to issue.
   *
   * @param expireTime null for the usual one
   */
  record IssueToken(
      UserId user, String displayName, Set<Role> roles, @Nullable Instant expireTime) {}

  /** A token, whose secret is shown to the one who asked for it and never again. */
  record Issued(ApiToken token, Token secret) {}

  /**
   * Issues a token, in a transaction of its own.
   *
   * @throws campus.shared.domain.error.NotFound if the user does not exist
   * @throws campus.shared.domain.error.RuleBroken if the user lacks a role, or has too many tokens
   */
  Issued issue(IssueToken command);

  /**
   * Revokes a token, which is invalid from the next call on. Joins the transaction in progress, or
   * opens one.
   *
   * @throws campus.shared.domain.error.NotFound if the user has no such token
   */
  void revoke(UserId user, UUID token);

  /**
   * Identifies the bearer of a token. One SQL statement.
   *
   * @throws campus.shared.domain.error.Unauthenticated if it is unknown, has expired or was revoked
   */
  Caller authenticate(Token secret);
}
