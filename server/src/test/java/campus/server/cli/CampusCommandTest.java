package campus.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CampusCommandTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "fly",
        "db",
        "user",
        "serve --grpc-port",
        "serve --grpc-port=high",
        "serve now",
        "db new",
        "db new wallet",
        "db new chess_boards",
        "db new wallet_Transfers",
        "user grant ada",
        "user grant ada KING",
        "protos",
        "tls",
        "tls new"
      })
  void misuseIsToldInOneSentence(String line) {
    var result = CommandResult.of(Map.of(), line.isEmpty() ? new String[0] : line.split(" "));

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).startsWith("campus: ").endsWith(".\n").containsOnlyOnce("\n");
  }

  @Test
  void everyCommandHasHelp() {
    assertThat(CommandResult.of(Map.of(), "--help").out()).contains("serve", "db", "user");
    var help = CommandResult.of(Map.of(), "serve", "--help");
    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).contains("--grpc-port", "CAMPUS_GRPC_PORT", "50051");
  }

  @Test
  void versionNamesTheJava() {
    assertThat(CommandResult.of(Map.of(), "version").out()).contains("Campus", "Java 25");
  }

  @ParameterizedTest
  @ValueSource(strings = {"CAMPUS_GRPC_PORT", "CAMPUS_WEB_PORT", "CAMPUS_HTTP_PORT"})
  void aPortInUseIsToldWithTheSettingThatChangesIt(String setting, @TempDir Path home)
      throws IOException {
    try (var other = new ServerSocket(0)) {
      var port = String.valueOf(other.getLocalPort());
      var environment =
          new java.util.HashMap<>(
              Map.of(
                  "CAMPUS_HOME", home.toString(),
                  "CAMPUS_GRPC_PORT", "0",
                  "CAMPUS_WEB_PORT", "0",
                  "CAMPUS_HTTP_PORT", "0"));
      environment.put(setting, port);

      var result = CommandResult.of(environment, "serve");

      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(result.err())
          .startsWith(
              "campus: Port " + port + " is in use: choose another with " + setting + " (--");
      assertThat(home).isEmptyDirectory();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "CAMPUS_GRPC_HOST, 192.0.2.1, 'This machine has no address 192.0.2.1'",
    "CAMPUS_WEB_HOST, 192.0.2.1, 'This machine has no address 192.0.2.1'",
    "CAMPUS_HTTP_HOST, 192.0.2.1, 'This machine has no address 192.0.2.1'",
    "CAMPUS_GRPC_HOST, nowhere.invalid, 'There is no host nowhere.invalid'",
  })
  void aHostThatIsNotThisMachineIsToldWithItsSetting(
      String setting, String host, String why, @TempDir Path home) {
    var environment =
        Map.of(
            "CAMPUS_HOME",
            home.toString(),
            "CAMPUS_GRPC_PORT",
            "0",
            "CAMPUS_WEB_PORT",
            "0",
            "CAMPUS_HTTP_PORT",
            "0",
            setting,
            host);

    var result = CommandResult.of(environment, "serve");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .startsWith("campus: " + why + ": choose another with " + setting + " (--")
        .containsOnlyOnce("\n");
    assertThat(home).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "db info",
        "db validate",
        "db undo",
        "db check",
        "user grant ada ADMIN",
        "user revoke ada ADMIN",
        "user reset-password ada"
      })
  void onlyCommandsThatMakeAHomeWorkWithoutOne(String line, @TempDir Path directory) {
    var home = directory.resolve("typo");

    var result = CommandResult.of(Map.of("CAMPUS_HOME", home.toString()), line.split(" "));

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .startsWith("campus: There is no database in " + home + ": ")
        .contains("CAMPUS_HOME", "campus db migrate")
        .containsOnlyOnce("\n");
    assertThat(home).doesNotExist();
  }

  @Test
  void aHomeThatIsAFileIsToldInOneSentence(@TempDir Path directory) throws IOException {
    var file = Files.createFile(directory.resolve("file"));

    var result = CommandResult.of(Map.of("CAMPUS_HOME", file.toString()), "db", "migrate");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).startsWith("campus: The directory").containsOnlyOnce("\n");
  }

  @Test
  void protosWritesTheContractsAndAllTheyImport(@TempDir Path directory) throws IOException {
    var result = CommandResult.of(Map.of(), "protos", directory.resolve("protos").toString());

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(directory.resolve("protos/campus/identity/v1/user_service.proto")).exists();
    assertThat(directory.resolve("protos/buf/validate/validate.proto")).exists();
    try (var files = Files.walk(directory)) {
      var imports =
          files
              .filter(file -> file.toString().endsWith(".proto"))
              .flatMap(CampusCommandTest::lines)
              .filter(line -> line.matches("import .*;"))
              .map(line -> line.replaceAll(".*\"(.*)\".*", "$1"))
              .filter(name -> !name.startsWith("google/protobuf/"));
      assertThat(imports)
          .isNotEmpty()
          .allSatisfy(name -> assertThat(directory.resolve("protos").resolve(name)).exists());
    }
  }

  private static java.util.stream.Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
