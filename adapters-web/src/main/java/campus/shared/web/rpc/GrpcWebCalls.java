package campus.shared.web.rpc;

import campus.shared.web.call.CallHeaders;
import campus.shared.web.call.EdgeCall;
import campus.shared.web.call.EdgeCalls;
import campus.shared.web.call.Method;
import campus.shared.web.call.Outcome;
import campus.shared.web.call.StreamedAnswer;
import campus.shared.web.http.Exchange;
import campus.shared.web.http.HttpFailure;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;

/**
 * Calls of gRPC-Web, binary and as text, single and with a stream of answers (grpc/grpc,
 * doc/PROTOCOL-WEB.md). The trailers are the last frame of the body, since browsers do not show
 * others.
 */
public final class GrpcWebCalls {

  /** What media types of this protocol begin with. */
  public static final String TYPE = "application/grpc-web";

  private static final String TEXT = "application/grpc-web-text";
  private static final int TRAILERS = 0x80;

  private final EdgeCalls calls;

  public GrpcWebCalls(EdgeCalls calls) {
    this.calls = calls;
  }

  /** How the frames of a body are encoded. */
  private enum Encoding {
    BINARY,
    TEXT;

    static Encoding of(Exchange exchange) {
      return exchange.contentType().startsWith(GrpcWebCalls.TEXT) ? TEXT : BINARY;
    }

    String type() {
      return (this == TEXT ? GrpcWebCalls.TEXT : TYPE) + "+proto";
    }

    byte[] encode(byte[] frames) {
      return this == TEXT ? Base64.getEncoder().encode(frames) : frames;
    }

    byte[] decode(byte[] body) {
      return this == TEXT ? decoded(body) : body;
    }
  }

  /** Makes the call that a request asks for, and answers it. */
  public void handle(Exchange exchange, Method method) {
    var type = exchange.contentType();
    if (!exchange.method().equals("POST")) {
      throw HttpFailure.onlyPost(exchange.method());
    }
    if (!type.matches("application/grpc-web(-text)?(\\+proto)?")) {
      throw new HttpFailure(415, type + " is not known, only " + TYPE + "+proto and " + TEXT);
    }
    if (method.streamsRequests()) {
      throw new HttpFailure(
          501, "over gRPC-Web, requests are not streamed: send them as JSON lines");
    }
    if (method.streamsAnswers()) {
      stream(exchange, method);
    } else {
      single(exchange, method);
    }
  }

  private void single(Exchange exchange, Method method) {
    var frames = new ByteArrayOutputStream();
    var call =
        calls.start(
            method.encoded(), exchange, (_, answer) -> frames.writeBytes(Frames.frame(0, answer)));
    answer(exchange, frames, finish(exchange, call));
  }

  private void stream(Exchange exchange, Method method) {
    var encoding = Encoding.of(exchange);
    var stream = new StreamedAnswer(exchange, encoding.type());
    var call =
        calls.start(
            method.encoded(),
            exchange,
            (told, answer) -> stream.write(told, encoding.encode(Frames.frame(0, answer))));
    var outcome = finish(exchange, call);
    stream.end(outcome.trailers(), encoding.encode(Frames.frame(TRAILERS, trailers(outcome))));
  }

  private static Outcome finish(Exchange exchange, EdgeCall<byte[]> call) {
    call.send(() -> {
      var body = Encoding.of(exchange).decode(exchange.body().bytes());
      return Frames.single(body, exchange.header("grpc-encoding"));
    });
    return call.finish();
  }

  /** Answers a request that was refused before it became a call. */
  public static void refuse(Exchange exchange, HttpFailure failure) {
    answer(exchange, new ByteArrayOutputStream(), Outcome.of(failure));
  }

  private static void answer(Exchange exchange, ByteArrayOutputStream frames, Outcome outcome) {
    var encoding = Encoding.of(exchange);
    frames.writeBytes(Frames.frame(TRAILERS, trailers(outcome)));
    var headers = new HashMap<>(CallHeaders.headers(outcome.trailers()));
    headers.put("content-type", encoding.type());
    exchange.answer(200, headers, encoding.encode(frames.toByteArray()));
  }

  /** Base64, perhaps of several parts, each padded. */
  private static byte[] decoded(byte[] body) {
    var text = new String(body, StandardCharsets.US_ASCII);
    var bytes = new ByteArrayOutputStream(body.length);
    try {
      int from = 0;
      while (from < text.length()) {
        int padding = text.indexOf('=', from);
        int to = padding < 0 ? text.length() : padding;
        while (to < text.length() && text.charAt(to) == '=') {
          to++;
        }
        bytes.writeBytes(Base64.getDecoder().decode(text.substring(from, to)));
        from = to;
      }
      return bytes.toByteArray();
    } catch (IllegalArgumentException e) {
      throw new HttpFailure(400, "the body must be base64");
    }
  }

  /** As lines, with lower-case names. */
  private static byte[] trailers(Outcome outcome) {
    var lines = new StringBuilder();
    lines.append("grpc-status: ").append(outcome.status().getCode().value()).append("\r\n");
    var message = outcome.status().getDescription();
    if (message != null) {
      lines.append("grpc-message: ").append(percentEncoded(message)).append("\r\n");
    }
    for (var name : outcome.trailers().keys()) {
      if (!name.startsWith("grpc-")
          || name.equals("grpc-status-details-bin")
          || name.equals("grpc-retry-pushback-ms")) {
        lines
            .append(name)
            .append(": ")
            .append(CallHeaders.text(outcome.trailers(), name))
            .append("\r\n");
      }
    }
    return lines.toString().getBytes(StandardCharsets.US_ASCII);
  }

  /** As gRPC encodes messages: what is not printable ASCII, and the percent sign. */
  private static String percentEncoded(String message) {
    var encoded = new StringBuilder();
    for (byte b : message.getBytes(StandardCharsets.UTF_8)) {
      if (b >= ' ' && b <= '~' && b != '%') {
        encoded.append((char) b);
      } else {
        encoded.append('%').append(String.format("%02X", b & 0xFF));
      }
    }
    return encoded.toString();
  }
}
