package campus.benchmarks.reference;

import campus.benchmarks.load.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The load generator of nghttp2, a second opinion on our own. It repeats one call, so it only suits
 * constant calls.
 */
public final class H2load {

  private static final Pattern RATE = Pattern.compile("finished in [^,]+, ([0-9.]+) req/s");

  private H2load() {}

  /** Requests per second; 0 if it is not installed. */
  public static double closed(
      int port, Call call, int connections, int callsPerConnection, double seconds)
      throws IOException, InterruptedException {
    var body = Files.createTempFile("campus-bench", ".grpc");
    try {
      Files.write(body, call.body());
      var command =
          List.of(
              "h2load",
              "-c" + connections,
              "-m" + callsPerConnection,
              "-t1",
              "-D" + Math.max(1, Math.round(seconds)),
              "-d" + body,
              "-Hcontent-type: application/grpc",
              "-Hte: trailers",
              "http://127.0.0.1:" + port + call.path());
      var rate = RATE.matcher(output(command));
      return rate.find() ? Double.parseDouble(rate.group(1)) : 0;
    } finally {
      Files.delete(body);
    }
  }

  private static String output(List<String> command) throws InterruptedException {
    try {
      return Output.of(command, Map.of()).text();
    } catch (IOException e) {
      return "";
    }
  }
}
