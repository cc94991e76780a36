package campus.server.examples;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The packages of a directory with a {@code package-lock.json}.
 *
 * @param example the directory
 */
record Npm(Example example) {

  private static final String OLDEST_NODE =
      "process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)";

  /** What npm says when it cannot get packages, whatever package.json says. */
  private static final Pattern UNREACHABLE =
      Pattern.compile(
          "ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|E401|E403");

  /** Aborts the test where Node is missing. */
  void assumeNode() {
    assumeTrue(
        example.canRun("node", "-e", OLDEST_NODE) && example.canRun("npm", "--version"),
        "no Node 20 with npm on this machine");
  }

  /**
   * Gets the packages, unless those of this lock file are there; aborts the test where it cannot.
   */
  void install() {
    try {
      var lock = Files.readString(example.directory().resolve("package-lock.json"));
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
          "npm cannot get the packages: its registry is unreachable");
      npm.succeeded();
      Files.writeString(installed, lock);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Runs a script of package.json. */
  void run(String script) {
    example.run(Map.of(), "npm", "run", script).succeeded();
  }
}
