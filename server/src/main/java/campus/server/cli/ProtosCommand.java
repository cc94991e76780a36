package campus.server.cli;

import campus.server.settings.Failure;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "protos",
    description = "Writes the contracts, and all that they import, to generate clients from.")
final class ProtosCommand implements Callable<Integer> {

  /** A contract that surely exists; the others are next to it. */
  private static final String KNOWN = "campus/shared/v1/access.proto";

  /** Not defined by Campus, but served by it. */
  private static final String HEALTH = "grpc/health/v1/health.proto";

  /** Bundled with every protoc, in the matching version. */
  private static final String WELL_KNOWN = "google/protobuf/";

  private static final Pattern PROTO3 = Pattern.compile("^syntax = \"proto3\";", Pattern.MULTILINE);

  private static final Pattern OPTIONAL = Pattern.compile("^(\\s*)optional\\s+", Pattern.MULTILINE);

  private static final Pattern IMPORT =
      Pattern.compile("^import\\s+(?:public\\s+|weak\\s+)?\"([^\"]+)\";", Pattern.MULTILINE);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "DIR", description = "Where to; is made when missing.")
  private Path directory = Path.of("");

  @Override
  public Integer call() {
    try {
      var written = write(directory, contracts());
      spec.commandLine().getOut().println("Wrote " + written + " files to " + directory + ".");
      return 0;
    } catch (IOException | URISyntaxException e) {
      throw Failure.because(
          "The contracts cannot be written to " + directory + ": " + e.getMessage(), e);
    }
  }

  private static List<String> contracts() throws IOException, URISyntaxException {
    var known = resource(KNOWN);
    if (!known.getProtocol().equals("jar")) {
      return contractsIn(Path.of(known.toURI()).resolve("../../../..").normalize());
    }
    var jar = URI.create(known.toString().replaceFirst("!.*", ""));
    try (var files = FileSystems.newFileSystem(jar, Map.of())) {
      return contractsIn(files.getPath("/"));
    }
  }

  private static List<String> contractsIn(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root.resolve("campus"))) {
      return files
          .map(file -> root.relativize(file).toString())
          .filter(name -> name.endsWith(".proto"))
          .toList();
    }
  }

  private static int write(Path directory, List<String> contracts) throws IOException {
    var open = new ArrayDeque<>(contracts);
    open.add(HEALTH);
    var written = new HashSet<String>();
    while (!open.isEmpty()) {
      var name = open.pop();
      if (name.startsWith(WELL_KNOWN) || !written.add(name)) {
        continue;
      }
      var text = forOldProtoc(read(name));
      var file = directory.resolve(name);
      Files.createDirectories(file.resolveSibling("."));
      Files.writeString(file, text);
      IMPORT.matcher(text).results().map(found -> found.group(1)).forEach(open::add);
    }
    return written.size();
  }

  /**
   * Drops the label {@code optional}, which protoc before 3.15 does not know in proto3. The wire
   * format stays the same.
   */
  private static String forOldProtoc(String text) {
    return PROTO3.matcher(text).find() ? OPTIONAL.matcher(text).replaceAll("$1") : text;
  }

  private static String read(String name) throws IOException {
    try (var in = resource(name).openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static URL resource(String name) {
    var url = ProtosCommand.class.getClassLoader().getResource(name);
    if (url == null) {
      throw Failure.because("The contract " + name + " is missing from this build.");
    }
    return url;
  }
}
