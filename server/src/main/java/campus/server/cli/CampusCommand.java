package campus.server.cli;

import campus.server.settings.Failure;
import campus.server.settings.Settings;
import campus.shared.persistence.migration.SchemaException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line: {@code campus serve} and its kin. */
@Command(
    name = "campus",
    description = "The backend of a learning community, over gRPC and PostgreSQL.",
    footer = {
      "",
      "From a source tree also: demo, which fills an empty home with a community to look at, and",
      "bench, which measures a server on this machine; each has a --help."
    },
    subcommands = {
      ServeCommand.class,
      DbCommand.class,
      UserCommand.class,
      ProtosCommand.class,
      VersionCommand.class
    })
public final class CampusCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  private CampusCommand() {}

  /**
   * Runs one command. Results go to standard output, all else to standard error.
   *
   * @param environment the source of settings
   * @return 0, or an exit code of {@link Failure}
   */
  public static int run(Map<String, String> environment, String... arguments) {
    return run(
        environment,
        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
        arguments);
  }

  static int run(
      Map<String, String> environment, PrintWriter out, PrintWriter err, String... arguments) {
    return List.of(arguments).equals(List.of("serve"))
        ? serve(environment, out, err)
        : parse(environment, out, err, arguments);
  }

  /** As its command does it: to have nothing parsed takes a fifth less time to start. */
  private static int serve(Map<String, String> environment, PrintWriter out, PrintWriter err) {
    try {
      ServeCommand.serve(Settings.read(environment, Map.of()), out);
      return 0;
    } catch (Exception e) {
      return failed(e, err);
    }
  }

  private static int parse(
      Map<String, String> environment, PrintWriter out, PrintWriter err, String... arguments) {
    var commandLine = new CommandLine(new CampusCommand());
    commandLine.setOut(out);
    commandLine.setErr(err);
    SettingsOptions.addTo(commandLine, environment);
    addHelp(commandLine);
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setParameterExceptionHandler(CampusCommand::misused);
    commandLine.setExecutionExceptionHandler((e, command, _) -> failed(e, command.getErr()));
    return commandLine.execute(arguments);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "A command is missing");
  }

  private static void addHelp(CommandLine commandLine) {
    commandLine.getCommandSpec().mixinStandardHelpOptions(false);
    commandLine
        .getCommandSpec()
        .addOption(
            CommandLine.Model.OptionSpec.builder("--help", "-h")
                .usageHelp(true)
                .description("Shows this.")
                .build());
    commandLine.getSubcommands().values().forEach(CampusCommand::addHelp);
  }

  private static int misused(ParameterException e, String[] arguments) {
    var command = e.getCommandLine();
    command
        .getErr()
        .println(
            "campus: "
                + e.getMessage()
                + " (see "
                + command.getCommandSpec().qualifiedName()
                + " --help).");
    return Failure.MISUSED;
  }

  private static int failed(Exception e, PrintWriter err) {
    return switch (e) {
      case Failure failure -> tell(err, failure, failure.exitCode());
      case SchemaException schema -> tell(err, schema, Failure.FAILED);
      default -> {
        LoggerFactory.getLogger(CampusCommand.class).error("Unexpected error", e);
        yield Failure.FAILED;
      }
    };
  }

  private static int tell(PrintWriter err, Exception e, int exitCode) {
    err.println("campus: " + e.getMessage());
    return exitCode;
  }
}
