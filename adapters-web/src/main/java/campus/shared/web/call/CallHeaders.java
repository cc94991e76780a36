package campus.shared.web.call;

import campus.shared.web.http.Exchange;
import campus.shared.web.http.HttpFailure;
import io.grpc.Metadata;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Headers of HTTP as metadata of calls, and back. */
public final class CallHeaders {

  /** What belongs to the connection, to the browser, or to a protocol. */
  private static final Pattern NOT_METADATA =
      Pattern.compile(
          ":.*|connection|keep-alive|te|trailer|transfer-encoding|upgrade.*|host|http2-settings"
              + "|content-.*|accept.*|cookie|origin|referer|sec-.*|access-control-.*|if-.*"
              + "|idempotency-key|connect-.*|grpc-.*|x-grpc-web|x-user-agent|cache-control|pragma"
              + "|dnt|priority|proxy-.*|expect|date|via|forwarded");

  private static final Pattern KEY = Pattern.compile("[0-9a-z._-]+");
  private static final Pattern GRPC_TIMEOUT = Pattern.compile("(\\d{1,8})([HMSmun])");

  /** Told by other means: the status of HTTP, the body, or Retry-After. */
  private static final Set<String> NOT_HEADERS =
      Set.of(
          "grpc-status",
          "grpc-message",
          "grpc-status-details-bin",
          "content-type",
          "grpc-encoding",
          "grpc-accept-encoding");

  private CallHeaders() {}

  /** The metadata of a call. */
  public static Metadata metadata(Exchange exchange) {
    var metadata = new Metadata();
    for (var header : exchange.headers()) {
      var name = header.getKey();
      if (NOT_METADATA.matcher(name).matches() || !KEY.matcher(name).matches()) {
        continue;
      }
      if (name.endsWith(Metadata.BINARY_HEADER_SUFFIX)) {
        try {
          metadata.put(
              Metadata.Key.of(name, Metadata.BINARY_BYTE_MARSHALLER),
              Base64.getDecoder().decode(header.getValue()));
        } catch (IllegalArgumentException e) {
          throw new HttpFailure(400, "header " + name + ": must be base64");
        }
      } else if (isAscii(header.getValue())) {
        metadata.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), header.getValue());
      }
    }
    return metadata;
  }

  private static boolean isAscii(String value) {
    return value.chars().allMatch(c -> c >= ' ' && c <= '~');
  }

  /** What a call answers, as headers. */
  public static Map<String, String> headers(Metadata metadata) {
    var headers = new LinkedHashMap<String, String>();
    for (var name : metadata.keys()) {
      if (!NOT_HEADERS.contains(name)) {
        headers.put(name, text(metadata, name));
      }
    }
    return headers;
  }

  /**
   * The headers of a failed call, with when to try again.
   *
   * @param more headers, which win
   */
  public static Map<String, String> ofFailure(Outcome outcome, Map<String, String> more) {
    var headers = headers(outcome.trailers());
    long retryAfter = outcome.retryAfterSeconds();
    if (retryAfter > 0) {
      headers.put("retry-after", Long.toString(retryAfter));
    }
    headers.putAll(more);
    return headers;
  }

  /** A value as text: that of a binary one is base64. */
  public static String text(Metadata metadata, String name) {
    if (name.endsWith(Metadata.BINARY_HEADER_SUFFIX)) {
      var bytes = metadata.get(Metadata.Key.of(name, Metadata.BINARY_BYTE_MARSHALLER));
      return bytes == null ? "" : Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }
    var values = metadata.getAll(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER));
    return values == null ? "" : String.join(", ", values);
  }

  /**
   * The time a caller gives to a call, in nanoseconds, by {@code grpc-timeout} or, in milliseconds,
   * {@code connect-timeout-ms}.
   *
   * @return null without one
   */
  public static @Nullable Long timeoutNanos(Exchange exchange) {
    var millis = exchange.header("connect-timeout-ms");
    if (millis != null) {
      if (!millis.matches("\\d{1,10}")) {
        throw new HttpFailure(400, "header connect-timeout-ms: must be a number of milliseconds");
      }
      return TimeUnit.MILLISECONDS.toNanos(Long.parseLong(millis));
    }
    var timeout = exchange.header("grpc-timeout");
    if (timeout == null) {
      return null;
    }
    var matcher = GRPC_TIMEOUT.matcher(timeout);
    if (!matcher.matches()) {
      throw new HttpFailure(
          400, "header grpc-timeout: must be a number with a unit, such as 500m or 2S");
    }
    var unit =
        switch (matcher.group(2)) {
          case "H" -> TimeUnit.HOURS;
          case "M" -> TimeUnit.MINUTES;
          case "S" -> TimeUnit.SECONDS;
          case "m" -> TimeUnit.MILLISECONDS;
          case "u" -> TimeUnit.MICROSECONDS;
          default -> TimeUnit.NANOSECONDS;
        };
    return unit.toNanos(Long.parseLong(matcher.group(1)));
  }
}
