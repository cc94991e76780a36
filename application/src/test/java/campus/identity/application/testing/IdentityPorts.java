package campus.identity.application.testing;

import campus.identity.application.Credentials;
import campus.identity.application.IdentityCards;
import campus.identity.application.Sessions;
import campus.identity.application.SignInAttempts;
import campus.identity.application.Users;
import campus.shared.application.Transactions;

/** The driven ports of identity that keep something, all over the same store. */
public record IdentityPorts(
    Transactions transactions,
    Users users,
    IdentityCards cards,
    Credentials credentials,
    Sessions sessions,
    SignInAttempts attempts) {

  /** The same ports, whose use cases run within other transactions. */
  public IdentityPorts within(Transactions other) {
    return new IdentityPorts(other, users, cards, credentials, sessions, attempts);
  }
}
