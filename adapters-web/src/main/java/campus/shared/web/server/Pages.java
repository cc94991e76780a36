package campus.shared.web.server;

import campus.shared.web.http.Exchange;
import campus.shared.web.http.Gzip;
import campus.shared.web.http.HttpFailure;
import campus.shared.web.json.Routes;
import campus.shared.web.openapi.OpenApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is not a call: the description of the interface, and the page to try it. */
final class Pages {

  private static final String HTML = "text/html; charset=utf-8";
  private static final String SCRIPT = "text/javascript; charset=utf-8";
  private static final String STYLE = "text/css; charset=utf-8";

  /** Everything comes from here, and no text of an answer can become a script. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src"
          + " 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors"
          + " 'none'";

  /** A page, as it is sent. */
  private record Page(String type, Map<String, String> headers, Supplier<byte[]> content) {}

  private final Map<String, Page> pages = new HashMap<>();

  // Made when they are asked for first: most servers are never asked.
  private final Map<String, Content> contents = new ConcurrentHashMap<>();

  private static final class Content {
    private final byte[] plain;
    private final byte[] compressed;

    Content(byte[] plain) {
      this.plain = plain;
      this.compressed = Gzip.compressed(plain);
    }
  }

  /**
   * @param version of Campus
   * @param grpcPort for the commands that the page shows
   */
  Pages(Routes routes, String version, int grpcPort) {
    pages.put(
        "/openapi.json",
        new Page(
            "application/json",
            Map.of("access-control-allow-origin", "*"),
            () -> OpenApi.of(routes.all(), version, grpcPort).getBytes(StandardCharsets.UTF_8)));
    page("/docs", HTML, "docs/index.html");
    page("/docs/docs.js", SCRIPT, "docs/docs.js");
    page("/docs/docs.css", STYLE, "docs/docs.css");
    var swagger = "META-INF/resources/webjars/swagger-ui/" + swaggerVersion() + "/";
    page("/docs/swagger-ui-bundle.js", SCRIPT, swagger + "swagger-ui-bundle.js");
    page("/docs/swagger-ui.css", STYLE, swagger + "swagger-ui.css");
    page("/docs/favicon.png", "image/png", swagger + "favicon-32x32.png");
  }

  private void page(String path, String type, String resource) {
    pages.put(
        path, new Page(type, Map.of("content-security-policy", POLICY), () -> read(resource)));
  }

  private static String swaggerVersion() {
    var properties = new Properties();
    try (var in =
        Pages.class
            .getClassLoader()
            .getResourceAsStream("META-INF/maven/org.webjars/swagger-ui/pom.properties")) {
      properties.load(Objects.requireNonNull(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }

  private static byte[] read(String resource) {
    try (var in = Pages.class.getClassLoader().getResourceAsStream(resource)) {
      return Objects.requireNonNull(in, resource).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Nullable Target find(String path) {
    if (path.equals("/") || path.equals("/docs/")) {
      return exchange -> exchange.answer(302, Map.of("location", "/docs"), new byte[0]);
    }
    var page = pages.get(path);
    return page == null ? null : new Sent(path, page);
  }

  private final class Sent implements Target {
    private final String path;
    private final Page page;

    Sent(String path, Page page) {
      this.path = path;
      this.page = page;
    }

    @Override
    public void handle(Exchange exchange) {
      if (!exchange.method().equals("GET") && !exchange.method().equals("HEAD")) {
        throw new HttpFailure(405, "only GET is possible here", Map.of("allow", "GET, HEAD"));
      }
      var content = contents.computeIfAbsent(path, _ -> new Content(page.content().get()));
      var headers = new HashMap<>(page.headers());
      headers.put("content-type", page.type());
      headers.put("cache-control", "no-cache");
      headers.put("vary", "accept-encoding");
      headers.put("referrer-policy", "no-referrer");
      if (Gzip.accepts(exchange)) {
        headers.put("content-encoding", "gzip");
        exchange.answer(200, headers, content.compressed);
      } else {
        exchange.answer(200, headers, content.plain);
      }
    }
  }
}
