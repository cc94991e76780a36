package campus.server.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Builds with Debian's packages, so that no module has to be fetched. */
class GoExampleIT {

  private static final Path DEBIAN = Path.of("/usr/share/gocode");
  private static final String OPTIONS =
      "module=campus,Mbuf/validate/validate.proto=campus/buf/validate";

  private final Example example = Example.kept("go");

  @Test
  void keepsASessionAndRepeatsCalls() throws IOException {
    assumeTrue(
        Files.isDirectory(DEBIAN.resolve("src/google.golang.org/grpc"))
            && example.canRun("go", "version")
            && example.canRun("protoc", "--version")
            && example.canRun("protoc-gen-go", "--version")
            && example.canRun("protoc-gen-go-grpc", "--version"),
        "Debian's packages for Go, gRPC and protoc are not on this machine");
    generate();
    example.copy(Example.source("go"), "campusclient", "tour");
    var packages = example.directory().resolve("gopath/src");
    Files.createDirectories(packages);
    link(packages.resolve("campus"), example.directory().resolve("generated"));
    link(packages.resolve("campus-example"), example.directory());
    var environment =
        Map.of(
            "GO111MODULE",
            "off",
            "GOPATH",
            example.directory().resolve("gopath") + ":" + DEBIAN,
            "GOCACHE",
            example.directory().resolve("cache").toString());
    example
        .run(
            environment, "go", "build", "-tags", "oldgrpc", "-o", "tour.exe", "campus-example/tour")
        .succeeded();

    Example.withServer(server -> {
      var tour =
          example.run(
              Map.of(),
              example.directory().resolve("tour.exe").toString(),
              "localhost:" + server.grpcPort());
      assertThat(tour.succeeded()).contains(Example.TOUR);
    });
  }

  private void generate() throws IOException {
    var protos = example.protos();
    var generated = example.directory().resolve("generated");
    if (Files.exists(generated)) {
      Example.delete(generated);
    }
    Files.createDirectories(generated);
    var command =
        new ArrayList<>(
            List.of(
                "protoc",
                "--proto_path=" + protos,
                "--go_out=" + generated,
                "--go_opt=" + OPTIONS,
                "--go-grpc_out=" + generated,
                "--go-grpc_opt=" + OPTIONS));
    // Those of google and grpc are in Go's libraries.
    Example.filesIn(protos).stream()
        .filter(file -> !protos.relativize(Path.of(file)).startsWith("google"))
        .filter(file -> !protos.relativize(Path.of(file)).startsWith("grpc"))
        .forEach(command::add);
    example.run(Map.of(), command.toArray(String[]::new)).succeeded();
  }

  private static void link(Path link, Path target) throws IOException {
    Files.deleteIfExists(link);
    Files.createSymbolicLink(link, target);
  }
}
