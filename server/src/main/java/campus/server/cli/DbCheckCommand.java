package campus.server.cli;

import campus.server.database.Database;
import campus.server.runtime.CampusContext;
import campus.server.settings.Failure;
import campus.shared.application.write.KeptCounts;
import campus.shared.domain.DomainError;
import campus.shared.persistence.jdbc.DatabasePool;
import campus.shared.persistence.migration.Migrations;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "check",
    description =
        "Compares the counts that are kept (posts, likes, followers, seats, …) with what they"
            + " count; works with the server running or stopped.")
final class DbCheckCommand extends SettingsOptions.Configured implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--repair", description = "Sets right what is wrong.")
  private boolean repair;

  @Override
  public Integer call() {
    var settings = settings();
    var found = new ArrayList<KeptCounts.Drift>();
    try (var database = Database.open(settings)) {
      new Migrations(database.address().dataSource()).requireCurrent();
      try (var pool = database.address().pool(settings.pool());
          var context =
              CampusContext.start(
                  new DatabasePool(pool), CampusContext.WITHOUT_JOBS, new SimpleMeterRegistry())) {
        for (var counts : context.getBeansOfType(KeptCounts.class)) {
          found.addAll(repair ? counts.repair() : counts.drift());
        }
      }
    } catch (DomainError e) {
      throw Failure.because("This failed: " + e.getMessage() + ".");
    }
    var out = spec.commandLine().getOut();
    found.forEach(out::println);
    if (found.isEmpty()) {
      out.println("All counts are right.");
      return 0;
    }
    out.println(
        (repair ? "Set right: " : "Wrong: ")
            + found.size()
            + (repair ? "." : ". To set them right, say --repair."));
    return repair ? 0 : Failure.FAILED;
  }
}
