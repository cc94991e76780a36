package campus.server.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import campus.identity.v1.AuthServiceGrpc;
import campus.identity.v1.RegisterRequest;
import campus.identity.v1.User;
import campus.server.cli.CommandResult;
import campus.server.examples.Example.Ended;
import campus.server.runtime.CampusServer;
import campus.server.settings.Settings;
import campus.server.testing.RestartablePostgres;
import campus.shared.persistence.testing.Engine;
import campus.shared.persistence.testing.TestDatabase;
import io.grpc.ManagedChannelBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PythonExampleIT {

  /** The system's own comes first: that is where a system's packages are. */
  private static final List<String> PYTHONS = List.of("/usr/bin/python3", "python3");

  private static final Path SOURCE = Example.source("python");
  private static final String PASSWORD = "correct horse battery";

  private final Example example;
  private String python = "";

  PythonExampleIT(@TempDir Path directory) {
    example = new Example(directory);
  }

  @BeforeEach
  void findPython() {
    python =
        PYTHONS.stream()
            .filter(candidate -> example.canRun(candidate, "-c", "import grpc, grpc_tools"))
            .findFirst()
            .orElse("");
    assumeTrue(!python.isEmpty(), "no Python with grpcio and grpcio-tools on this machine");
  }

  @Test
  void keepsASessionAndRepeatsCalls() throws IOException {
    generate();
    Example.withServer(server ->
        assertThat(run("session.py", server.grpcPort()).succeeded()).contains(Example.TOUR));
  }

  @Test
  void makesEveryCall() throws IOException {
    generate();
    try (var database = TestDatabase.create(Engine.POSTGRES_18)) {
      var settings = Example.settings(database.jdbcUrl());
      try (var server = new CampusServer(Settings.read(settings, Map.of()))) {
        server.start();
        register("root", server.grpcPort());
        assertThat(CommandResult.of(settings, "user", "grant", "root", "ADMIN").exitCode())
            .isZero();

        assertThat(run("tour.py", server.grpcPort(), "root", PASSWORD).succeeded())
            .contains(
                "registered users/", "refused, ALREADY_EXISTS", "revoked C-", "deleted users/");
      }
    }
  }

  @Test
  void readsTheDetailsOfErrors(@TempDir Path data) throws IOException {
    generate();
    try (var postgres = RestartablePostgres.in(data);
        var server =
            new CampusServer(Settings.read(Example.settings(postgres.jdbcUrl()), Map.of()))) {
      server.start();
      postgres.stop();

      assertThat(run("errors.py", server.grpcPort()).succeeded())
          .contains(
              "INVALID_ARGUMENT campus INVALID_REQUEST",
              "field user.username: must be",
              "field user.email: must be",
              "UNAVAILABLE campus DATABASE_UNAVAILABLE",
              "retry after 0:00:0");
    }
  }

  private Ended run(String name, int port, String... arguments) {
    var command =
        new ArrayList<>(List.of(python, SOURCE.resolve(name).toString(), "localhost:" + port));
    command.addAll(List.of(arguments));
    return example.run(
        Map.of("PYTHONPATH", generated().toString(), "PYTHONDONTWRITEBYTECODE", "1"),
        command.toArray(String[]::new));
  }

  private Path generated() {
    return example.directory().resolve("generated");
  }

  private void generate() throws IOException {
    var protos = example.protos();
    Files.createDirectories(generated());
    var command =
        new ArrayList<>(
            List.of(
                python,
                "-m",
                "grpc_tools.protoc",
                "--proto_path=" + protos,
                "--python_out=" + generated(),
                "--grpc_python_out=" + generated()));
    command.addAll(Example.filesIn(protos));
    example.run(Map.of(), command.toArray(String[]::new)).succeeded();
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
