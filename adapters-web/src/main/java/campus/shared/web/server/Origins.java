package campus.shared.web.server;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The web pages that may call from a browser, by their origins (CORS, fetch.spec.whatwg.org).
 *
 * <p>Calls carry tokens, never cookies: so a page that may not call learns nothing that an
 * anonymous caller could not.
 */
public final class Origins {

  /** Only the pages that this server brings along. */
  public static final Origins NONE = new Origins(Set.of());

  private static final String ANY = "*";
  private static final String METHODS = "GET, HEAD, POST, PATCH, PUT, DELETE";
  private static final String HEADERS =
      "authorization, content-type, content-encoding, accept-encoding, connect-protocol-version,"
          + " connect-timeout-ms, grpc-timeout, x-grpc-web, x-user-agent, idempotency-key,"
          + " if-match, request-id, campus-consistency, campus-consistency-token, campus-measure";
  private static final String EXPOSED =
      "grpc-status, grpc-message, grpc-status-details-bin, grpc-retry-pushback-ms, etag,"
          + " retry-after, www-authenticate, request-id, content-encoding,"
          + " campus-consistency-token, campus-statements, campus-rows, campus-database-micros";
  private static final String MAX_AGE_SECONDS = "7200";

  private final Set<String> allowed;

  private Origins(Set<String> allowed) {
    this.allowed = allowed;
  }

  /**
   * Reads a list.
   *
   * @param text origins ({@code https://app.example.org}), separated by commas, or {@code *} for
   *     all; empty for none
   * @throws IllegalArgumentException if it is no such list
   */
  public static Origins parse(String text) {
    return text.isBlank()
        ? NONE
        : new Origins(
            Stream.of(text.split(",", -1))
                .map(part -> origin(part.strip()))
                .collect(Collectors.toUnmodifiableSet()));
  }

  private static String origin(String text) {
    if (text.equals(ANY)) {
      return ANY;
    }
    try {
      var uri = new URI(text);
      boolean bare =
          uri.getRawPath() != null
              && uri.getRawPath().isEmpty()
              && uri.getRawQuery() == null
              && uri.getRawFragment() == null
              && uri.getRawUserInfo() == null;
      if (uri.getScheme() == null || uri.getHost() == null || !bare) {
        throw new IllegalArgumentException("no origin: " + text);
      }
      return text.toLowerCase(Locale.ROOT);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Whether a page may call. */
  boolean allows(String origin) {
    return allowed.contains(ANY) || allowed.contains(origin.toLowerCase(Locale.ROOT));
  }

  /** The headers for an answer to a page; none without an origin, or if it may not call. */
  Map<String, String> headers(@Nullable String origin) {
    return origin == null || !allows(origin)
        ? Map.of()
        : Map.of("access-control-allow-origin", origin, "access-control-expose-headers", EXPOSED);
  }

  /** The headers for the answer to a browser that asks before it calls. */
  Map<String, String> preflight(String origin) {
    var headers = new LinkedHashMap<>(headers(origin));
    headers.put("access-control-allow-methods", METHODS);
    headers.put("access-control-allow-headers", HEADERS);
    headers.put("access-control-max-age", MAX_AGE_SECONDS);
    return headers;
  }
}
