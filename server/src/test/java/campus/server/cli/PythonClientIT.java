package campus.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import campus.identity.v1.AuthServiceGrpc;
import campus.identity.v1.RegisterRequest;
import campus.identity.v1.User;
import campus.server.runtime.CampusServer;
import campus.server.settings.Settings;
import campus.server.testing.RestartablePostgres;
import campus.shared.persistence.testing.Engine;
import campus.shared.persistence.testing.TestDatabase;
import io.grpc.ManagedChannelBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples in Python, generated and run as their README says. */
class PythonClientIT {

  /** The system's own comes first: that is where a system's packages are. */
  private static final List<String> PYTHONS = List.of("/usr/bin/python3", "python3");

  private static final Path EXAMPLES = Path.of("..", "examples", "python");
  private static final String PASSWORD = "correct horse battery";

  private String python = "";

  @TempDir private Path directory = Path.of("");

  private record Ended(int code, String output) {}

  @BeforeEach
  void findPython() {
    python =
        PYTHONS.stream()
            .filter(candidate -> canRun(candidate, "-c", "import grpc, grpc_tools"))
            .findFirst()
            .orElse("");
    assumeTrue(!python.isEmpty(), "no Python with grpcio and grpcio-tools on this machine");
  }

  private boolean canRun(String... command) {
    try {
      return run(Map.of(), List.of(command)).code() == 0;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  private Ended run(Map<String, String> environment, List<String> command) {
    try {
      var output = Files.createTempFile(directory, "output", ".txt");
      var builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
      builder.environment().putAll(environment);
      var process = builder.start();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      return new Ended(process.exitValue(), Files.readString(output));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void makesEveryCall() throws IOException {
    var generated = generate();
    try (var database = TestDatabase.create(Engine.POSTGRES_18)) {
      var settings = settings(database.jdbcUrl());
      try (var server = new CampusServer(Settings.read(settings, Map.of()))) {
        server.start();
        register("root", server.grpcPort());
        assertThat(CommandResult.of(settings, "user", "grant", "root", "ADMIN").exitCode())
            .isZero();

        var tour = example("tour.py", generated, server.grpcPort(), "root", PASSWORD);

        assertThat(tour.code()).as(tour.output()).isZero();
        assertThat(tour.output())
            .contains(
                "registered users/", "refused, ALREADY_EXISTS", "revoked C-", "deleted users/");
      }
    }
  }

  @Test
  void readsTheDetailsOfErrors(@TempDir Path data) throws IOException {
    var generated = generate();
    try (var postgres = RestartablePostgres.in(data);
        var server = new CampusServer(Settings.read(settings(postgres.jdbcUrl()), Map.of()))) {
      server.start();
      postgres.stop();

      var errors = example("errors.py", generated, server.grpcPort());

      assertThat(errors.code()).as(errors.output()).isZero();
      assertThat(errors.output())
          .contains(
              "INVALID_ARGUMENT campus INVALID_REQUEST",
              "field user.username: must be",
              "field user.email: must be",
              "UNAVAILABLE campus DATABASE_UNAVAILABLE",
              "retry after 0:00:0");
    }
  }

  private static Map<String, String> settings(String jdbcUrl) {
    return Map.of(
        "CAMPUS_DATABASE_URL", jdbcUrl,
        "CAMPUS_DATABASE_USER", "postgres",
        "CAMPUS_GRPC_PORT", "0",
        "CAMPUS_WEB_PORT", "0",
        "CAMPUS_HTTP_PORT", "0");
  }

  private Ended example(String name, Path generated, int port, String... arguments) {
    var command =
        new ArrayList<>(List.of(python, EXAMPLES.resolve(name).toString(), "localhost:" + port));
    command.addAll(List.of(arguments));
    return run(Map.of("PYTHONPATH", generated.toString()), command);
  }

  private Path generate() throws IOException {
    var protos = directory.resolve("protos");
    assertThat(CommandResult.of(Map.of(), "protos", protos.toString()).exitCode()).isZero();
    var generated = Files.createDirectories(directory.resolve("generated"));
    var command =
        new ArrayList<>(
            List.of(
                python,
                "-m",
                "grpc_tools.protoc",
                "--proto_path=" + protos,
                "--python_out=" + generated,
                "--grpc_python_out=" + generated));
    try (var files = Files.walk(protos)) {
      files
          .filter(file -> file.toString().endsWith(".proto"))
          .forEach(file -> command.add(file.toString()));
    }
    var protoc = run(Map.of(), command);
    assertThat(protoc.code()).as(protoc.output()).isZero();
    return generated;
  }

  private static void register(String username, int port) {
    var channel = ManagedChannelBuilder.forAddress("localhost", port).usePlaintext().build();
    try {
      var registered =
          AuthServiceGrpc.newBlockingStub(channel)
              .register(
                  RegisterRequest.newBuilder()
                      .setUser(
                          User.newBuilder()
                              .setUsername(username)
                              .setEmail(username + "@example.org"))
                      .setPassword(PASSWORD)
                      .build());
      assertThat(registered.getUser().getUsername()).isEqualTo(username);
    } finally {
      channel.shutdownNow();
    }
  }
}
