package campus.server.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaExampleIT {

  private static final Path SOURCE = Example.source("java");
  private static final Path JDK = Path.of(System.getProperty("java.home"), "bin");

  @Test
  void keepsASessionAndRepeatsCalls(@TempDir Path classes) {
    var example = new Example(classes);
    var libraries = System.getProperty("java.class.path");
    example
        .run(
            Map.of(),
            JDK.resolve("javac").toString(),
            "--release=17",
            "-proc:none",
            "-cp",
            libraries,
            "-d",
            classes.toString(),
            SOURCE.resolve("src/main/java/example/Tour.java").toString())
        .succeeded();

    Example.withServer(server -> {
      var tour =
          example.run(
              Map.of(),
              JDK.resolve("java").toString(),
              "--enable-native-access=ALL-UNNAMED",
              "--sun-misc-unsafe-memory-access=allow",
              "-XX:TieredStopAtLevel=1",
              "-Dlogback.configurationFile=logback.xml",
              "-cp",
              classes + System.getProperty("path.separator") + libraries,
              "example.Tour",
              "localhost:" + server.grpcPort());
      assertThat(tour.succeeded()).contains(Example.TOUR);
    });
  }
}
