package campus.benchmarks;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** {@code ./campus bench} and {@code ./campus demo}. */
@Command(
    name = "campus",
    subcommands = {BenchCommand.class, DemoCommand.class, TrainCommand.class, HelpCommand.class})
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    var commandLine = new CommandLine(new Main());
    for (var command : commandLine.getSubcommands().values()) {
      if (!command.getCommandSpec().optionsMap().containsKey("--help")) {
        command
            .getCommandSpec()
            .addOption(
                CommandLine.Model.OptionSpec.builder("--help", "-h")
                    .usageHelp(true)
                    .description("Shows this.")
                    .build());
      }
    }
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setExecutionExceptionHandler((e, command, _) -> {
      if (ThrowAwayHome.isInterrupted()) {
        return 1;
      }
      if (e instanceof Failure) {
        command.getErr().println("campus: " + e.getMessage());
      } else {
        e.printStackTrace(command.getErr());
      }
      return 1;
    });
    System.exit(commandLine.execute(arguments));
  }
}
