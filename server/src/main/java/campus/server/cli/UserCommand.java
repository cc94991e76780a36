package campus.server.cli;

import campus.identity.application.IdentityUseCases;
import campus.identity.application.UserUseCases;
import campus.identity.domain.Username;
import campus.shared.domain.Role;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "user",
    description = "What only the operator can do to users.",
    subcommands = {UserCommand.Grant.class, UserCommand.Revoke.class})
final class UserCommand {

  /** A command on one user's role; the server may be running or stopped. */
  abstract static class OnRole extends ConfiguredCommand {

    @Parameters(index = "0", paramLabel = "USERNAME")
    private String username = "";

    @Parameters(
        index = "1",
        paramLabel = "ROLE",
        description = "One of ${COMPLETION-CANDIDATES}, in any case.")
    private Role role = Role.MEMBER;

    /** Changes the user, and returns the message for the operator. */
    abstract String change(UserUseCases users, Username username, Role role);

    @Override
    public Integer call() {
      var message =
          onBeans(context -> {
            var users = context.getBean(IdentityUseCases.class).users();
            return change(users, new Username(username), role);
          });
      out().println(message);
      return 0;
    }
  }

  @Command(name = "grant", description = "Gives a role to a user, from their next call on.")
  static final class Grant extends OnRole {

    @Override
    String change(UserUseCases users, Username username, Role role) {
      var changed = users.grant(username, role);
      return "%s %s the role %s."
          .formatted(username.value(), changed ? "now has" : "already has", role);
    }
  }

  @Command(name = "revoke", description = "Takes a role from a user, from their next call on.")
  static final class Revoke extends OnRole {

    @Override
    String change(UserUseCases users, Username username, Role role) {
      var changed = users.revoke(username, role);
      return "%s %s the role %s."
          .formatted(username.value(), changed ? "no longer has" : "does not have", role);
    }
  }
}
