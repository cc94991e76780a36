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
    boolean tls = server.hasTls();
    var scheme = tls ? "https" : "http";
    var buf = "buf curl --protocol grpc" + (tls ? "" : " --http2-prior-knowledge");
    out.printf(
        """
        Campus is ready, after %.1f s.

          gRPC    %s (%s, with reflection and grpc.health.v1)
          web     %s
          health  http://%s/health
          data    %s

        Call it%s:
          %s --list-methods %s://%s
          grpcurl%s %s list
        Make yourself known:
          %s \\
            -d '{"user":{"username":"ada","email":"ada@example.org","profile":{"full_name":"Ada Lovelace"}},"password":"correct horse battery"}' \\
            %s://%s/campus.identity.v1.AuthService/Register

        Ctrl-C stops it.
        """,
        seconds,
        grpc,
        tls ? "TLS" : "plaintext",
        web(server, scheme),
        server.httpAddress(),
        server.dataDescription(),
        tls ? " (with --cacert FILE for a CA of your own)" : "",
        buf,
        scheme,
        grpc,
        tls ? "" : " -plaintext",
        grpc,
        buf,
        scheme,
        grpc);
    out.flush();
  }

  private static String web(CampusServer server, String scheme) {
    var web = server.webAddress();
    return web == null
        ? "off"
        : "%s://%s/docs (HTTP/JSON, gRPC-Web and Connect)".formatted(scheme, web);
  }
}
