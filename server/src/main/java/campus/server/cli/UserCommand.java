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

    private final Change change;
    private final String done;
    private final String unnecessary;

    OnRole(Change change, String done, String unnecessary) {
      this.change = change;
      this.done = done;
      this.unnecessary = unnecessary;
    }

    @Override
    public Integer call() {
      var name = new Username(username);
      boolean changed =
          onBeans(
              context -> change.apply(context.getBean(IdentityUseCases.class).users(), name, role));
      out().printf("%s %s the role %s.%n", name.value(), changed ? done : unnecessary, role);
      return 0;
    }
  }

  /** Changes the role of a user, and returns whether that was necessary. */
  @FunctionalInterface
  interface Change {
    boolean apply(UserUseCases users, Username username, Role role);
  }

  @Command(name = "grant", description = "Gives a role to a user, from their next call on.")
  static final class Grant extends OnRole {
    Grant() {
      super(UserUseCases::grant, "now has", "already has");
    }
  }

  @Command(name = "revoke", description = "Takes a role from a user, from their next call on.")
  static final class Revoke extends OnRole {
    Revoke() {
      super(UserUseCases::revoke, "no longer has", "does not have");
    }
  }
}
