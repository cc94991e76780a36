package campus.shared.application.call;

/** Identifies callers. */
public interface Authenticator {

  /**
   * Returns the bearer of an access token, with their current roles. One SQL statement.
   *
   * @throws campus.shared.domain.error.Unauthenticated if the token is unknown or has expired
   */
  Caller authenticate(String accessToken);

  /**
   * Returns the user that a service is, with their current roles and without a session. One SQL
   * statement.
   *
   * @throws campus.shared.domain.error.Unauthenticated if there is no such user
   */
  Caller authenticateService(String username);
}
