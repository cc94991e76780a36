package campus.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script, in a tree of its own whose Maven and Java only say what they are asked for. */
class LauncherTest {

  private static final String MVNW =
      """
      #!/bin/sh
      : "${HOME:?}"
      tree=$(cd "$(dirname "$0")" && pwd -P)
      mkdir -p "$tree/server/target/lib" "$tree/benchmarks/target"
      touch "$tree/server/target/campus.jar" "$tree/benchmarks/target/benchmarks.jar" \\
        "$tree/server/target/lib/library.jar"
      """;

  private static final String JAVA =
      """
      #!/bin/sh
      for last; do :; done
      case " $* " in
        *" train "*) echo learned >"$last" ;;
      esac
      echo "$@"
      """;

  @TempDir private Path directory = Path.of("");
  private Path tree = Path.of("");

  @BeforeEach
  void makeTree() throws IOException {
    directory = directory.toRealPath();
    tree = Files.createDirectory(directory.resolve("tree"));
    executable(tree.resolve("campus"), Files.readString(Path.of("..", "campus")));
    executable(tree.resolve("mvnw"), MVNW);
    Files.createFile(tree.resolve("pom.xml"));
    for (var module : List.of("server", "benchmarks")) {
      Files.createFile(
          Files.createDirectories(tree.resolve(module + "/src/main"))
              .resolveSibling("../pom.xml")
              .normalize());
    }
    var bin = Files.createDirectories(directory.resolve("jdk/bin"));
    executable(bin.resolve("java"), JAVA);
    executable(bin.resolve("javac"), JAVA);
    Files.writeString(directory.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
  }

  private static void executable(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private String run(Path script, String command) throws IOException, InterruptedException {
    var output = directory.resolve("output");
    var builder =
        new ProcessBuilder(script.toString(), command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().clear(); // no HOME, as under systemd
    builder
        .environment()
        .putAll(
            Map.of(
                "PATH", System.getenv("PATH"),
                "JAVA_HOME", directory.resolve("jdk").toString()));
    var process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    return Files.readString(output);
  }

  @Test
  void runsWithoutAHome() throws Exception {
    assertThat(run(tree.resolve("campus"), "version"))
        .contains("-jar " + tree.resolve("server/target/campus.jar") + " version");
  }

  @Test
  void runsThroughLinksInTheTreeItIsOf() throws Exception {
    var bin = Files.createDirectory(directory.resolve("bin"));
    var relative = Files.createSymbolicLink(bin.resolve("campus"), Path.of("../tree/campus"));
    var absolute = Files.createSymbolicLink(bin.resolve("school"), relative);

    assertThat(run(absolute, "version"))
        .contains("-jar " + tree.resolve("server/target/campus.jar") + " version");
    assertThat(tree.resolve("server/target/built")).exists();
    assertThat(bin).isDirectoryNotContaining(file -> !Files.isSymbolicLink(file));
  }

  @Test
  void learnsAgainWhenALibraryHasChanged() throws Exception {
    var script = tree.resolve("campus");
    var learning = "Preparing for fast starts";
    assertThat(run(script, "serve")).contains(learning).contains("-XX:AOTCache=");
    assertThat(run(script, "serve")).doesNotContain(learning).contains("-XX:AOTCache=");

    Files.setLastModifiedTime(
        tree.resolve("server/target/lib/library.jar"),
        FileTime.from(Instant.now().plusSeconds(60)));

    assertThat(run(script, "serve")).contains(learning);
  }
}
