package campus.identity.application.testing;

import campus.identity.application.ApiTokens;
import campus.identity.application.Credentials;
import campus.identity.application.IdentityCards;
import campus.identity.application.PasswordResets;
import campus.identity.application.Sessions;
import campus.identity.application.SignInAttempts;
import campus.identity.application.Users;
import campus.identity.domain.Profile;
import campus.identity.domain.User;
import campus.shared.application.write.Entities;
import campus.shared.application.write.Transactions;
import campus.shared.domain.name.Id;

/** The driven ports of identity that keep something, all over the same store. */
public record IdentityPorts(
    Transactions transactions,
    Users users,
    Entities<Id<Profile>, Profile> profiles,
    IdentityCards cards,
    Credentials credentials,
    Sessions sessions,
    PasswordResets resets,
    ApiTokens apiTokens,
    SignInAttempts attempts) {

  /** Adds a user with their profile. */
  public void add(User user, Profile profile) {
    users.add(user);
    profiles.add(profile);
  }

  /** The same ports, whose use cases run within other transactions. */
  public IdentityPorts within(Transactions other) {
    return new IdentityPorts(
        other, users, profiles, cards, credentials, sessions, resets, apiTokens, attempts);
  }
}
