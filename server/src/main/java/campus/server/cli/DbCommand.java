package campus.server.cli;

import campus.server.database.Database;
import campus.server.settings.Failure;
import campus.shared.application.write.KeptCounts;
import campus.shared.persistence.migration.DataWouldBeLost;
import campus.shared.persistence.migration.Migrations;
import java.io.Console;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Commands on the database; the server may be running or stopped. */
@Command(
    name = "db",
    description = "The database: its schema, forward and back; whether its counts are right.",
    subcommands = DbNewCommand.class)
final class DbCommand extends ConfiguredCommand {

  private static final String ROW = "%-8s %-8s %-20s %s%n";

  @Command(name = "info", description = "Lists the migrations, applied and pending.")
  int info() {
    return onSchema(migrations -> {
      out().printf(ROW, "version", "state", "applied", "description");
      for (var migration : migrations.history()) {
        var state = migration.state().name().toLowerCase(Locale.ROOT);
        var time = migration.installTime();
        var applied = time == null ? "" : time.truncatedTo(ChronoUnit.SECONDS).toString();
        out().printf(ROW, migration.version(), state, applied, migration.description());
      }
      return 0;
    });
  }

  @Command(name = "migrate", description = "Applies the pending migrations.")
  int migrate() {
    // Only this command, which creates schemas, creates a database.
    try (var database = Database.openOrMake(settings())) {
      var applied = new Migrations(database.address().dataSource()).migrate();
      out().println(applied == 0 ? "Nothing to apply." : "Applied " + applied + ".");
      return 0;
    }
  }

  @Command(name = "validate", description = "Compares what was applied with this release.")
  int validate() {
    return onSchema(migrations -> {
      var problems = migrations.validate();
      problems.forEach(out()::println);
      if (problems.isEmpty()) {
        out().println("The schema is as this release made it.");
      }
      return problems.isEmpty() ? 0 : Failure.FAILED;
    });
  }

  @Command(name = "undo", description = "Takes back the newest migration, or several.")
  int undo(
      @Option(
              names = "--to",
              paramLabel = "VERSION",
              description = "The version that stays the newest; 0 for none.")
          @Nullable String to,
      @Option(names = "--yes", description = "Drops data without asking.") boolean yes) {
    return onSchema(migrations -> {
      var undone = String.join(", ", undo(migrations, to, yes));
      out().println(undone.isEmpty() ? "Nothing to take back." : "Took back " + undone + ".");
      return 0;
    });
  }

  @SuppressWarnings("SystemConsoleNull") // JDK 25 does return null away from a terminal
  private static List<String> undo(Migrations migrations, @Nullable String to, boolean yes) {
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

  @Command(
      name = "check",
      description =
          "Compares the counts that are kept (posts, likes, followers, seats, …) with what they"
              + " count; works with the server running or stopped.")
  int check(@Option(names = "--repair", description = "Sets right what is wrong.") boolean repair) {
    var found =
        onBeans(context ->
            context.getBeansOfType(KeptCounts.class).stream()
                .flatMap(counts -> (repair ? counts.repair() : counts.drift()).stream())
                .toList());
    found.forEach(out()::println);
    if (found.isEmpty()) {
      out().println("All counts are right.");
      return 0;
    }
    out()
        .println(
            repair
                ? "Set right: " + found.size() + "."
                : "Wrong: " + found.size() + ". To set them right, say --repair.");
    return repair ? 0 : Failure.FAILED;
  }

  private int onSchema(ToIntFunction<Migrations> work) {
    try (var database = Database.open(settings())) {
      return work.applyAsInt(new Migrations(database.address().dataSource()));
    }
  }
}
