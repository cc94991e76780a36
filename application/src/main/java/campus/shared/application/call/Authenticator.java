package campus.shared.application.call;

/** Finds out who calls. */
public interface Authenticator {

  /**
   * Who the bearer of an access token is, with his roles as they are now. One SQL statement.
   *
   * @throws campus.shared.domain.Unauthenticated if the token is not good
   */
  Caller authenticate(String accessToken);
}
