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
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/** The command line: {@code campus serve} and the other commands. */
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
      TlsCommand.class,
      VersionCommand.class
    })
public final class CampusCommand {

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
    if (List.of(arguments).equals(List.of("serve"))) {
      // Like ServeCommand, but without parsing, which takes a fifth of the start time.
      try {
        ServeCommand.serve(Settings.read(environment, Map.of()), out);
        return 0;
      } catch (Exception e) {
        return failed(e, err);
      }
    }
    var commandLine = new CommandLine(new CampusCommand());
    commandLine.setOut(out);
    commandLine.setErr(err);
    ConfiguredCommand.addOptions(commandLine, environment);
    var help =
        OptionSpec.builder("--help", "-h")
            .usageHelp(true)
            .scopeType(ScopeType.INHERIT)
            .description("Shows this.")
            .build();
    commandLine.getCommandSpec().addOption(help);
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setParameterExceptionHandler(CampusCommand::misused);
    commandLine.setExecutionExceptionHandler((e, command, _) -> failed(e, command.getErr()));
    return commandLine.execute(arguments);
  }

  private static int misused(ParameterException e, String[] arguments) {
    var command = e.getCommandLine();
    command
        .getErr()
        .printf(
            "campus: %s (see %s --help).%n",
            e.getMessage(), command.getCommandSpec().qualifiedName());
    return Failure.MISUSED;
  }

  private static int failed(Exception e, PrintWriter err) {
    if (!(e instanceof Failure || e instanceof SchemaException)) {
      LoggerFactory.getLogger(CampusCommand.class).error("Unexpected error", e);
      return Failure.FAILED;
    }
    err.println("campus: " + e.getMessage());
    return e instanceof Failure failure ? failure.exitCode() : Failure.FAILED;
  }
}
