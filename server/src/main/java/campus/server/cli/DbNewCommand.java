package campus.server.cli;

import campus.server.settings.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "new", description = "Writes the next migration and its way back, to be filled in.")
final class DbNewCommand implements Callable<Integer> {

  private static final List<String> CONTEXTS =
      List.of("identity", "publishing", "library", "courses", "staff", "wallet", "shared");
  private static final Pattern NAME = Pattern.compile("([a-z]+)(_[a-z0-9]+)+");
  private static final Pattern MIGRATION = Pattern.compile("V(\\d+)__.+\\.sql");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "NAME", description = "<context>_<what>, such as wallet_transfers.")
  private String name = "";

  @Override
  public Integer call() throws IOException {
    var matcher = NAME.matcher(name);
    if (!matcher.matches() || !CONTEXTS.contains(matcher.group(1))) {
      throw Failure.misuse(
          """
          The name has to be a context and what changes in it, such as wallet_transfers; the contexts \
          are %s.\
          """
              .formatted(String.join(", ", CONTEXTS)));
    }
    var resources = resources();
    var file = "%03d__%s.sql".formatted(last(resources.resolve("migrations")) + 1, name);
    write(resources.resolve("migrations").resolve("V" + file), "-- What changes, and why.\n");
    write(resources.resolve("undo").resolve("U" + file), "-- The way back, in reverse order.\n");
    return 0;
  }

  /** The source tree of the script that started this, or else of the current directory. */
  private static Path resources() {
    var tree = Path.of(System.getProperty("campus.source", ""));
    var resources = tree.resolve("adapters-persistence/src/main/resources/campus");
    if (!Files.isDirectory(resources.resolve("migrations"))) {
      throw Failure.because(
          "There is no source tree of Campus at " + tree.toAbsolutePath() + " to write to.");
    }
    return resources;
  }

  private static int last(Path migrations) throws IOException {
    try (var files = Files.list(migrations)) {
      return files
          .map(file -> MIGRATION.matcher(String.valueOf(file.getFileName())))
          .filter(java.util.regex.Matcher::matches)
          .mapToInt(matcher -> Integer.parseInt(matcher.group(1)))
          .max()
          .orElse(0);
    }
  }

  private void write(Path file, String text) throws IOException {
    Files.writeString(file, text, java.nio.file.StandardOpenOption.CREATE_NEW);
    spec.commandLine().getOut().println(file);
  }
}
