package campus.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProtosCommandTest {

  private static final Pattern PACKAGE = Pattern.compile("(?m)^package campus\\.(\\w+)\\.v1;$");

  @TempDir private Path directory = Path.of("");

  @BeforeEach
  void exports() {
    assertThat(CommandResult.of(java.util.Map.of(), "protos", directory.toString()).exitCode())
        .isZero();
  }

  private List<Path> files() {
    try (var files = Files.walk(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".proto"))
          .map(directory::relativize)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String text(Path file) throws IOException {
    return Files.readString(directory.resolve(file));
  }

  @Test
  void errorsAndHealthAreAmongThem() {
    assertThat(files())
        .map(Path::toString)
        .contains(
            "google/rpc/status.proto",
            "google/rpc/code.proto",
            "google/rpc/error_details.proto",
            "grpc/health/v1/health.proto");
  }

  /** Explicit presence in proto3 came with protoc 3.15; on the wire it makes no difference. */
  @Test
  void nothingInThemNeedsANewProtoc() throws IOException {
    for (var file : files()) {
      assertThat(text(file)).as(file.toString()).doesNotContainPattern("(?m)^edition\\s*=");
      if (text(file).contains("syntax = \"proto3\"")) {
        assertThat(text(file)).as(file.toString()).doesNotContainPattern("(?m)^\\s*optional\\s");
      }
    }
  }

  @Test
  void theyNameTheirPackageInEachLanguage() throws IOException {
    for (var file : files()) {
      if (!file.startsWith("campus")) {
        continue;
      }
      var text = text(file);
      var matcher = PACKAGE.matcher(text);
      assertThat(matcher.find()).as(file.toString()).isTrue();
      var context = matcher.group(1);
      var upper = context.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + context.substring(1);
      assertThat(text)
          .as(file.toString())
          .contains(
              "option csharp_namespace = \"Campus.%s.V1\";".formatted(upper),
              "option go_package = \"campus/%1$s/v1;%1$sv1\";".formatted(context),
              "option php_namespace = \"Campus\\\\%s\\\\V1\";".formatted(upper));
    }
  }

  /** What protoc generates by itself, as it is and as old as it may be on the machine. */
  @ParameterizedTest
  @ValueSource(strings = {"python", "csharp", "php", "ruby", "cpp"})
  void theSystemsProtocGeneratesFromThem(String language, @TempDir Path generated)
      throws IOException, InterruptedException {
    var log = generated.resolve("protoc.log");
    var command =
        new ArrayList<>(List.of("protoc", "-I" + directory, "--" + language + "_out=" + generated));
    if (language.equals("csharp")) {
      command.add("--csharp_opt=base_namespace="); // one directory for each namespace
    }
    files().stream()
        // PHP has nothing for the syntax proto2, which the rules are written in.
        .filter(file -> !language.equals("php") || !file.startsWith("buf"))
        .forEach(file -> command.add(file.toString()));
    Process protoc;
    try {
      protoc =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
    } catch (IOException e) {
      assumeTrue(false, "no protoc on this machine");
      return;
    }
    assertThat(protoc.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(protoc.exitValue()).as(Files.readString(log)).isZero();
  }
}
