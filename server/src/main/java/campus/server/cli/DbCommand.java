package campus.server.cli;

import campus.server.database.Database;
import campus.server.settings.Failure;
import campus.shared.persistence.migration.DataWouldBeLost;
import campus.shared.persistence.migration.Migration;
import campus.shared.persistence.migration.Migrations;
import java.io.Console;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
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

    final int onSchema(ToIntFunction<Migrations> work) {
      try (var database = open()) {
        return work.applyAsInt(new Migrations(database.address().dataSource()));
      }
    }
  }

  @Command(name = "info", description = "Lists the migrations, applied and pending.")
  static final class Info extends OnSchema {

    @Override
    public Integer call() {
      return onSchema(migrations -> {
        print(migrations.history());
        return 0;
      });
    }

    private void print(List<Migration> history) {
      out().printf("%-8s %-8s %-20s %s%n", "version", "state", "applied", "description");
      for (var migration : history) {
        var time = migration.installTime();
        out()
            .printf(
                "%-8s %-8s %-20s %s%n",
                migration.version(),
                migration.state().name().toLowerCase(Locale.ROOT),
                time == null ? "" : time.truncatedTo(ChronoUnit.SECONDS),
                migration.description());
      }
    }
  }

  @Command(name = "migrate", description = "Applies the pending migrations.")
  static final class Migrate extends OnSchema {

    @Override
    Database open() {
      return Database.openOrMake(settings());
    }

    @Override
    public Integer call() {
      return onSchema(migrations -> {
        var applied = migrations.migrate();
        out().println(applied == 0 ? "Nothing to apply." : "Applied " + applied + ".");
        return 0;
      });
    }
  }

  @Command(name = "validate", description = "Compares what was applied with this release.")
  static final class Validate extends OnSchema {

    @Override
    public Integer call() {
      return onSchema(migrations -> {
        var problems = migrations.validate();
        problems.forEach(out()::println);
        if (problems.isEmpty()) {
          out().println("The schema is as this release made it.");
        }
        return problems.isEmpty() ? 0 : Failure.FAILED;
      });
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
    public Integer call() {
      return onSchema(migrations -> {
        var undone = undo(migrations);
        out()
            .println(
                undone.isEmpty()
                    ? "Nothing to take back."
                    : "Took back " + String.join(", ", undone) + ".");
        return 0;
      });
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
