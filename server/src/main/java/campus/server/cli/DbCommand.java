package campus.server.cli;

import campus.server.database.Database;
import campus.server.settings.Failure;
import campus.shared.persistence.migration.DataWouldBeLost;
import campus.shared.persistence.migration.Migrations;
import java.io.Console;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "db",
    description = "The database: its schema, forward and back; whether its counts are right.",
    subcommands = {
      DbCommand.Info.class,
      DbCommand.Migrate.class,
      DbCommand.Validate.class,
      DbCommand.Undo.class,
      DbCheckCommand.class,
      DbNewCommand.class
    })
final class DbCommand {

  /** A command on the schema; the server may be running or stopped. */
  abstract static class OnSchema extends ConfiguredCommand {

    /** Only the command that creates schemas creates a database. */
    Database open() {
      return Database.open(settings());
    }

    /** Runs the command, and returns its exit code. */
    abstract int run(Migrations migrations);

    @Override
    public Integer call() {
      try (var database = open()) {
        return run(new Migrations(database.address().dataSource()));
      }
    }
  }

  @Command(name = "info", description = "Lists the migrations, applied and pending.")
  static final class Info extends OnSchema {

    private static final String ROW = "%-8s %-8s %-20s %s%n";

    @Override
    int run(Migrations migrations) {
      out().printf(ROW, "version", "state", "applied", "description");
      for (var migration : migrations.history()) {
        var state = migration.state().name().toLowerCase(Locale.ROOT);
        var time = migration.installTime();
        var applied = time == null ? "" : time.truncatedTo(ChronoUnit.SECONDS).toString();
        out().printf(ROW, migration.version(), state, applied, migration.description());
      }
      return 0;
    }
  }

  @Command(name = "migrate", description = "Applies the pending migrations.")
  static final class Migrate extends OnSchema {

    @Override
    Database open() {
      return Database.openOrMake(settings());
    }

    @Override
    int run(Migrations migrations) {
      var applied = migrations.migrate();
      out().println(applied == 0 ? "Nothing to apply." : "Applied " + applied + ".");
      return 0;
    }
  }

  @Command(name = "validate", description = "Compares what was applied with this release.")
  static final class Validate extends OnSchema {

    @Override
    int run(Migrations migrations) {
      var problems = migrations.validate();
      problems.forEach(out()::println);
      if (problems.isEmpty()) {
        out().println("The schema is as this release made it.");
      }
      return problems.isEmpty() ? 0 : Failure.FAILED;
    }
  }

  @Command(name = "undo", description = "Takes back the newest migration, or several.")
  static final class Undo extends OnSchema {

    @Option(
        names = "--to",
        paramLabel = "VERSION",
        description = "The version that stays the newest; 0 for none.")
    private @Nullable String to;

    @Option(names = "--yes", description = "Drops data without asking.")
    private boolean yes;

    @Override
    int run(Migrations migrations) {
      var undone = String.join(", ", undo(migrations));
      out().println(undone.isEmpty() ? "Nothing to take back." : "Took back " + undone + ".");
      return 0;
    }

    @SuppressWarnings("SystemConsoleNull") // JDK 25 does return null away from a terminal
    private List<String> undo(Migrations migrations) {
      try {
        return migrations.undo(to, yes);
      } catch (DataWouldBeLost e) {
        var console = System.console();
        if (console == null || !console.isTerminal()) {
          throw Failure.because(e.getMessage() + " To do so, say --yes.");
        }
        if (!agrees(console, e)) {
          throw Failure.because("Nothing was changed.");
        }
        return migrations.undo(to, true);
      }
    }

    private static boolean agrees(Console console, DataWouldBeLost e) {
      var answer = console.readLine("%s Go on? [y/N] ", e.getMessage());
      return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
    }
  }
}
