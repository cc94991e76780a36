package campus.server.cli;

import campus.server.settings.Failure;
import campus.shared.application.write.KeptCounts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "check",
    description =
        "Compares the counts that are kept (posts, likes, followers, seats, …) with what they"
            + " count; works with the server running or stopped.")
final class DbCheckCommand extends ConfiguredCommand {

  @Option(names = "--repair", description = "Sets right what is wrong.")
  private boolean repair;

  @Override
  public Integer call() {
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
}
