package campus.server.cli;

import campus.server.runtime.CampusServer;
import campus.server.settings.Setting;
import campus.server.settings.Settings;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;

@Command(name = "serve", description = "Starts the server and runs it until it is told to stop.")
final class ServeCommand extends ConfiguredCommand implements Callable<Integer> {

  @Override
  Set<Setting> options() {
    return EnumSet.allOf(Setting.class);
  }

  @Override
  public Integer call() throws InterruptedException {
    serve(settings(), out());
    return 0;
  }

  static void serve(Settings settings, PrintWriter out) throws InterruptedException {
    if (settings.sqlLog()) {
      ((Logger) LoggerFactory.getLogger("campus.sql")).setLevel(Level.DEBUG);
      ((Logger) LoggerFactory.getLogger("campus.calls")).setLevel(Level.DEBUG);
    }
    var server = new CampusServer(settings);
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "shutdown"));
    try (server) {
      server.start();
      printReady(server, out);
      server.awaitEnd();
    }
  }

  private static void printReady(CampusServer server, PrintWriter out) {
    var seconds = ManagementFactory.getRuntimeMXBean().getUptime() / 1000.0;
    var grpc = server.grpcAddress();
    out.printf(
        """
        Campus is ready, after %.1f s.

          gRPC    %s (plaintext, with reflection and grpc.health.v1)
          web     %s
          health  http://%s/health
          data    %s

        Call it:
          buf curl --protocol grpc --http2-prior-knowledge --list-methods http://%s
          grpcurl -plaintext %s list
        Make yourself known:
          buf curl --protocol grpc --http2-prior-knowledge \\
            -d '{"user":{"username":"ada","email":"ada@example.org","profile":{"full_name":"Ada Lovelace"}},"password":"correct horse battery"}' \\
            http://%s/campus.identity.v1.AuthService/Register

        Ctrl-C stops it.
        """,
        seconds,
        grpc,
        web(server),
        server.httpAddress(),
        server.dataDescription(),
        grpc,
        grpc,
        grpc);
    out.flush();
  }

  private static String web(CampusServer server) {
    var web = server.webAddress();
    return web == null ? "off" : "http://%s/docs (HTTP/JSON, gRPC-Web and Connect)".formatted(web);
  }
}
