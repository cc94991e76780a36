package campus.server.runtime;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** The HTTP endpoints for operators: {@code /health}, {@code /health/live} and {@code /metrics}. */
final class ManagementServer implements AutoCloseable {

  private static final String JSON = "application/json";

  /** The Prometheus text exposition format. */
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private final List<HttpServer> servers = new ArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Supplier<Health> health;
  private final Supplier<String> metrics;

  /** Starts to listen. */
  ManagementServer(
      List<InetSocketAddress> addresses, Supplier<Health> health, Supplier<String> metrics)
      throws IOException {
    this.health = health;
    this.metrics = metrics;
    try {
      for (var address : addresses) {
        listen(address);
      }
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private void listen(InetSocketAddress address) throws IOException {
    var server = HttpServer.create(address, 0);
    servers.add(server);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    switch (exchange.getRequestURI().getPath()) {
      case "/health" -> answer(exchange, health.get());
      case "/health/live" -> answer(exchange, 200, JSON, "{\"status\":\"UP\"}");
      case "/metrics" -> answer(exchange, 200, PROMETHEUS, metrics.get());
      default -> answer(exchange, 404, JSON, "{\"error\":\"not found\"}");
    }
  }

  private static void answer(HttpExchange exchange, Health health) throws IOException {
    var json =
        switch (health) {
          case UP -> "{\"status\":\"UP\",\"database\":\"UP\"}";
          case READ_ONLY -> "{\"status\":\"DOWN\",\"database\":\"READ_ONLY\"}";
          case DOWN -> "{\"status\":\"DOWN\",\"database\":\"DOWN\"}";
          case OUT_OF_SERVICE -> "{\"status\":\"DOWN\",\"server\":\"starting or stopping\"}";
        };
    answer(exchange, health == Health.UP ? 200 : 503, JSON, json);
  }

  private static void answer(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    try (exchange) {
      var method = exchange.getRequestMethod();
      if (!method.equals("GET") && !method.equals("HEAD")) {
        exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        exchange.sendResponseHeaders(405, -1);
        return;
      }
      var body = text.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", type);
      if (method.equals("HEAD")) {
        exchange.sendResponseHeaders(status, -1);
      } else {
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
      }
    }
  }

  @Override
  public void close() {
    servers.forEach(server -> server.stop(0));
    threads.close();
  }
}
