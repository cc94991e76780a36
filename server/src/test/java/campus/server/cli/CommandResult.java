package campus.server.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;

/** What a command of this process said before it ended. */
public record CommandResult(int exitCode, String out, String err) {

  /** Runs it, as the operator does. */
  public static CommandResult of(Map<String, String> environment, String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    var exitCode =
        CampusCommand.run(environment, new PrintWriter(out), new PrintWriter(err), arguments);
    return new CommandResult(exitCode, out.toString(), err.toString());
  }
}
