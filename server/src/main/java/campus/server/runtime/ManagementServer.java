package campus.server.runtime;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * What operators and their tools ask over HTTP: {@code /health}, {@code /health/live} and {@code
 * /metrics}.
 */
final class ManagementServer implements AutoCloseable {

  /** How the server is. */
  enum Health {
    UP,
    /** The database is away. */
    DOWN,
    /** Not yet there, or on its way out. */
    OUT_OF_SERVICE
  }

  private static final String JSON = "application/json";

  /** The Prometheus text exposition format. */
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Supplier<Health> health;
  private final Supplier<String> metrics;

  /** Listens from now on. */
  ManagementServer(int port, Supplier<Health> health, Supplier<String> metrics) throws IOException {
    this.health = health;
    this.metrics = metrics;
    server = HttpServer.create(new InetSocketAddress(port), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
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
    server.stop(0);
    threads.close();
  }
}
