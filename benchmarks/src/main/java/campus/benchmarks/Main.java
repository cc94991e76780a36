package campus.benchmarks;

import campus.benchmarks.process.BenchmarkFailure;
import campus.benchmarks.process.ThrowAwayHome;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;

/** {@code ./campus bench} and {@code ./campus demo}. */
@Command(
    name = "campus",
    subcommands = {BenchCommand.class, DemoCommand.class, TrainCommand.class})
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    var commandLine = new CommandLine(new Main());
    var help =
        OptionSpec.builder("--help", "-h")
            .usageHelp(true)
            .scopeType(ScopeType.INHERIT)
            .description("Shows this.")
            .build();
    commandLine.getCommandSpec().addOption(help);
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setExecutionExceptionHandler((e, command, _) -> {
      if (ThrowAwayHome.isInterrupted()) {
        return 1;
      }
      if (e instanceof BenchmarkFailure) {
        command.getErr().println("campus: " + e.getMessage());
      } else {
        e.printStackTrace(command.getErr());
      }
      return 1;
    });
    System.exit(commandLine.execute(arguments));
  }
}
