package campus.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.regex.Pattern;

/**
 * The load generator of nghttp2, a second opinion on our own. It repeats one call, so it only suits
 * constant calls.
 */
final class H2load {

  private static final Pattern RATE = Pattern.compile("finished in [^,]+, ([0-9.]+) req/s");

  private H2load() {}

  /** Requests per second; 0 if it is not installed. */
  static double closed(int port, Call call, int connections, int callsPerConnection, double seconds)
      throws IOException, InterruptedException {
    var body = Files.createTempFile("campus-bench", ".grpc");
    try {
      Files.write(body, call.body());
      Process process;
      try {
        process =
            new ProcessBuilder(
                    "h2load",
                    "-c" + connections,
                    "-m" + callsPerConnection,
                    "-t1",
                    "-D" + Math.max(1, Math.round(seconds)),
                    "-d" + body,
                    "-Hcontent-type: application/grpc",
                    "-Hte: trailers",
                    "http://127.0.0.1:" + port + call.path())
                .redirectErrorStream(true)
                .start();
      } catch (IOException e) {
        return 0;
      }
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      var rate = RATE.matcher(output);
      return rate.find() ? Double.parseDouble(rate.group(1)) : 0;
    } finally {
      Files.delete(body);
    }
  }
}
