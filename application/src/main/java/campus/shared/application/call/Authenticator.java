package campus.shared.application.call;

/** Identifies callers. */
public interface Authenticator {

  /**
   * Returns the bearer of an access token, with their current roles. One SQL statement.
   *
   * @throws campus.shared.domain.error.Unauthenticated if the token is unknown or has expired
   */
  Caller authenticate(String accessToken);
}
