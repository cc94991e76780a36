package campus.shared.web.rpc;

import campus.shared.web.call.CallHeaders;
import campus.shared.web.call.EdgeCall;
import campus.shared.web.call.Method;
import campus.shared.web.call.Outcome;
import campus.shared.web.http.Exchange;
import campus.shared.web.http.HttpFailure;
import io.grpc.Channel;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

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

  private final Channel channel;
  private final Executor canceller;

  /**
   * @param canceller runs cancellations
   */
  public GrpcWebCalls(Channel channel, Executor canceller) {
    this.channel = channel;
    this.canceller = canceller;
  }

  /** Makes the call that a request asks for, and answers it. */
  public void handle(Exchange exchange, Method method) {
    var type = exchange.contentType();
    boolean text = type.startsWith(TEXT);
    if (!type.matches("application/grpc-web(-text)?(\\+proto)?")) {
      throw new HttpFailure(415, type + " is not known, only " + TYPE + "+proto and " + TEXT);
    }
    var answer = new Answer(exchange, text, method.streamsAnswers());
    var call = EdgeCall.start(channel, method.encoded(), exchange, canceller, answer::add);
    answer.call = call;
    if (!call.isOver()) {
      try {
        var body = exchange.body().bytes();
        call.send(Frames.single(text ? decoded(body) : body, exchange.header("grpc-encoding")));
      } catch (HttpFailure e) {
        call.cancel("the request is invalid");
        throw e;
      }
    }
    answer.end(call.finish());
  }

  /** Answers a request that is refused before it becomes a call. */
  public static void refuse(Exchange exchange, Outcome outcome) {
    new Answer(exchange, exchange.contentType().startsWith(TEXT), false).end(outcome);
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

  /** An answer, which is sent in one piece unless it is a stream. */
  private static final class Answer {

    private final Exchange exchange;
    private final boolean text;
    private final boolean stream;
    private final ByteArrayOutputStream whole = new ByteArrayOutputStream();
    private @Nullable EdgeCall<byte[]> call;
    private boolean begun;

    Answer(Exchange exchange, boolean text, boolean stream) {
      this.exchange = exchange;
      this.text = text;
      this.stream = stream;
    }

    void add(byte[] message) {
      send(Frames.frame(0, message));
    }

    private void send(byte[] frame) {
      var bytes = text ? Base64.getEncoder().encode(frame) : frame;
      if (stream) {
        if (!begun) {
          begun = true;
          exchange.begin(200, headers());
        }
        exchange.write(bytes);
      } else {
        whole.writeBytes(bytes);
      }
    }

    private Map<String, String> headers() {
      var headers = new HashMap<String, String>();
      if (call != null) {
        headers.putAll(CallHeaders.headers(call.told(), ""));
      }
      headers.put("content-type", text ? TEXT + "+proto" : TYPE + "+proto");
      return headers;
    }

    void end(Outcome outcome) {
      send(Frames.frame(TRAILERS, trailers(outcome)));
      if (stream) {
        exchange.finish();
      } else {
        exchange.answer(200, headers(), whole.toByteArray());
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
}
