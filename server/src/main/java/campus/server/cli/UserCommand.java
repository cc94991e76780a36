package campus.server.cli;

import campus.identity.application.IdentityUseCases;
import campus.identity.application.UserUseCases;
import campus.identity.domain.Username;
import campus.shared.domain.value.Role;
import java.time.temporal.ChronoUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "user", description = "What only the operator can do to users.")
final class UserCommand extends ConfiguredCommand {

  private static final String ROLES = "One of ${COMPLETION-CANDIDATES}, in any case.";

  @Command(name = "grant", description = "Gives a role to a user, from their next call on.")
  void grant(
      @Parameters(paramLabel = "USERNAME") String username,
      @Parameters(paramLabel = "ROLE", description = ROLES) Role role) {
    boolean changed = changes(UserUseCases::grant, username, role);
    print(username, changed ? "now has" : "already has", role);
  }

  @Command(name = "revoke", description = "Takes a role from a user, from their next call on.")
  void revoke(
      @Parameters(paramLabel = "USERNAME") String username,
      @Parameters(paramLabel = "ROLE", description = ROLES) Role role) {
    boolean changed = changes(UserUseCases::revoke, username, role);
    print(username, changed ? "no longer has" : "does not have", role);
  }

  @Command(
      name = "reset-password",
      description = "Prints a token with which a user can set a new password, once.")
  void resetPassword(@Parameters(paramLabel = "USERNAME") String username) {
    var issued =
        onBeans(context ->
            context.getBean(IdentityUseCases.class).passwordResets().issue(new Username(username)));
    out().println(issued.token().value());
    out()
        .printf(
            "For AuthService/ResetPassword, once, until %s. Hand it to %s only.%n",
            issued.expireTime().truncatedTo(ChronoUnit.SECONDS), new Username(username).value());
  }

  @FunctionalInterface
  private interface Change {
    boolean apply(UserUseCases users, Username username, Role role);
  }

  private boolean changes(Change change, String username, Role role) {
    return onBeans(context -> {
      var users = context.getBean(IdentityUseCases.class).users();
      return change.apply(users, new Username(username), role);
    });
  }

  private void print(String username, String outcome, Role role) {
    out().printf("%s %s the role %s.%n", new Username(username).value(), outcome, role);
  }
}
