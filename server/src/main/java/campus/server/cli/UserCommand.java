package campus.server.cli;

import campus.identity.application.IdentityUseCases;
import campus.identity.application.UserUseCases;
import campus.identity.domain.Username;
import campus.server.database.Database;
import campus.server.runtime.CampusContext;
import campus.server.settings.Failure;
import campus.shared.domain.DomainError;
import campus.shared.domain.Role;
import campus.shared.persistence.jdbc.DatabasePool;
import campus.shared.persistence.migration.Migrations;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "user",
    description = "What only the operator can do to users.",
    subcommands = {UserCommand.Grant.class, UserCommand.Revoke.class})
final class UserCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "A command is missing");
  }

  /** A command on one user's role; the server may be running or stopped. */
  abstract static class OnRole extends SettingsOptions.Configured implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "USERNAME")
    private String username = "";

    @Parameters(
        index = "1",
        paramLabel = "ROLE",
        description = "One of ${COMPLETION-CANDIDATES}, in any case.")
    private Role role = Role.MEMBER;

    /** Changes the user, and returns what to print. */
    abstract String change(UserUseCases users, Username username, Role role);

    @Override
    public Integer call() {
      var settings = settings();
      try (var database = Database.open(settings)) {
        new Migrations(database.address().dataSource()).requireCurrent();
        try (var pool = database.address().pool(settings.pool());
            var context =
                CampusContext.start(
                    new DatabasePool(pool),
                    CampusContext.WITHOUT_JOBS,
                    new SimpleMeterRegistry())) {
          var changed =
              change(context.getBean(IdentityUseCases.class).users(), new Username(username), role);
          spec.commandLine().getOut().println(changed);
        }
      } catch (DomainError e) {
        throw Failure.because("This was refused: " + e.getMessage() + ".");
      }
      return 0;
    }
  }

  @Command(name = "grant", description = "Gives a role to a user, from their next call on.")
  static final class Grant extends OnRole {

    @Override
    String change(UserUseCases users, Username username, Role role) {
      var changed = users.grant(username, role);
      return username.value() + (changed ? " now has" : " already has") + " the role " + role + ".";
    }
  }

  @Command(name = "revoke", description = "Takes a role from a user, from their next call on.")
  static final class Revoke extends OnRole {

    @Override
    String change(UserUseCases users, Username username, Role role) {
      var changed = users.revoke(username, role);
      return username.value()
          + (changed ? " no longer has" : " does not have")
          + " the role "
          + role
          + ".";
    }
  }
}
