package campus.server.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TypeScriptExampleIT {

  private static final Path SOURCE = Example.source("typescript");
  private static final String OLDEST_NODE =
      "process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)";

  /** What npm says when it cannot get packages, whatever package.json says. */
  private static final Pattern UNREACHABLE =
      Pattern.compile(
          "ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|E401|E403");

  private final Example example = Example.kept("typescript");

  @Test
  void keepsASessionAndRepeatsCallsOverEveryProtocol() throws IOException {
    assumeTrue(
        example.canRun("node", "-e", OLDEST_NODE) && example.canRun("npm", "--version"),
        "no Node 20 with npm on this machine");
    example.copy(
        SOURCE,
        ".npmrc",
        "package.json",
        "package-lock.json",
        "buf.gen.yaml",
        "tsconfig.json",
        "src");
    install();
    example.protos();
    npm("generate");
    npm("check");
    npm("page");

    Example.withServer(server -> {
      var web = "http://localhost:" + server.webPort();
      assertThat(tour("grpc", "http://localhost:" + server.grpcPort())).contains(Example.TOUR);
      assertThat(tour("connect", web)).contains(Example.TOUR);
      assertThat(tour("grpc-web", web)).contains(Example.TOUR);
    });
  }

  private String tour(String protocol, String url) {
    return example.run(Map.of(), "npx", "tsx", "src/tour.ts", protocol, url).succeeded();
  }

  private void npm(String script) {
    example.run(Map.of(), "npm", "run", script).succeeded();
  }

  /** Gets the packages, unless those of this lock file are there. */
  private void install() throws IOException {
    var lock = Files.readString(SOURCE.resolve("package-lock.json"));
    var installed = example.directory().resolve("node_modules/installed.json");
    if (Files.exists(installed) && Files.readString(installed).equals(lock)) {
      return;
    }
    var npm =
        example.run(
            Map.of(),
            "npm",
            "ci",
            "--prefer-offline",
            "--no-audit",
            "--no-fund",
            "--fetch-retries=0");
    assumeTrue(
        npm.code() == 0 || !UNREACHABLE.matcher(npm.output()).find(),
        "npm cannot get the packages of the example: its registry is unreachable");
    npm.succeeded();
    Files.writeString(installed, lock);
  }
}
