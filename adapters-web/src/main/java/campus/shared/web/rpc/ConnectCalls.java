package campus.shared.web.rpc;

import campus.shared.web.call.CallHeaders;
import campus.shared.web.call.EdgeCall;
import campus.shared.web.call.HttpStatuses;
import campus.shared.web.call.Method;
import campus.shared.web.call.Outcome;
import campus.shared.web.http.Exchange;
import campus.shared.web.http.Gzip;
import campus.shared.web.http.HttpFailure;
import campus.shared.web.json.Json;
import campus.shared.web.json.JsonFailure;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.Any;
import com.google.protobuf.Message;
import io.grpc.Channel;
import io.grpc.Status;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Calls of the Connect protocol (connectrpc.com/docs/protocol): single ones by POST, those that
 * only read also by GET, and streams of answers; messages as protobuf or JSON.
 */
public final class ConnectCalls {

  private static final String ERROR_TYPE = "application/json";
  private static final int END = 0x02;

  private final Channel channel;
  private final Executor canceller;

  /**
   * @param canceller runs cancellations
   */
  public ConnectCalls(Channel channel, Executor canceller) {
    this.channel = channel;
    this.canceller = canceller;
  }

  /** How messages are encoded. */
  private enum Codec {
    PROTO,
    JSON;

    static Codec of(String name) {
      return switch (name) {
        case "proto" -> PROTO;
        case "json" -> JSON;
        default -> throw new HttpFailure(415, name + " is not known, only proto and json");
      };
    }

    String type() {
      return name().toLowerCase(Locale.ROOT);
    }

    byte[] decode(byte[] message, Method method) {
      if (this == PROTO) {
        return message;
      }
      var request = method.request().newBuilderForType();
      Json.merge("", Json.text(message), request);
      return request.build().toByteArray();
    }

    byte[] encode(Message message) {
      return this == PROTO
          ? message.toByteArray()
          : Json.print(message).getBytes(StandardCharsets.UTF_8);
    }
  }

  /** Makes the call that a request asks for, and answers it. */
  public void handle(Exchange exchange, Method method) {
    var type = exchange.contentType();
    if (exchange.method().equals("GET")) {
      get(exchange, method);
    } else if (type.startsWith("application/connect+")) {
      stream(exchange, method, Codec.of(type.substring("application/connect+".length())));
    } else if (method.streamsAnswers() || method.streamsRequests()) {
      throw new HttpFailure(415, "this method streams: send application/connect+proto or +json");
    } else if (type.startsWith("application/")) {
      var codec = Codec.of(type.substring("application/".length()));
      single(exchange, method, codec, () -> exchange.body().bytes());
    } else {
      throw new HttpFailure(415, "send application/proto or application/json");
    }
  }

  private interface Body {
    byte[] read();
  }

  private void get(Exchange exchange, Method method) {
    if (!method.isSafe() || method.streamsAnswers()) {
      throw new HttpFailure(405, "this method is called by POST only", Map.of("allow", "POST"));
    }
    var query = new HashMap<String, String>();
    for (var part : exchange.query().split("&", -1)) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        query.put(
            part.substring(0, equals),
            java.net.URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    var codec = Codec.of(query.getOrDefault("encoding", ""));
    single(
        exchange,
        method,
        codec,
        () -> {
          var message = query.getOrDefault("message", "");
          var bytes =
              "1".equals(query.get("base64"))
                  ? base64(message)
                  : message.getBytes(StandardCharsets.UTF_8);
          return campus.shared.web.http.RequestBody.decompressed(query.get("compression"), bytes);
        });
  }

  private static byte[] base64(String text) {
    try {
      return Base64.getUrlDecoder().decode(text.replace('+', '-').replace('/', '_'));
    } catch (IllegalArgumentException e) {
      throw new HttpFailure(400, "message: must be base64");
    }
  }

  private void single(Exchange exchange, Method method, Codec codec, Body body) {
    var answers = new ArrayList<Message>(1);
    var call = EdgeCall.start(channel, method.decoded(), exchange, canceller, answers::add);
    send(call, method, codec, body);
    var outcome = call.finish();
    if (!outcome.isOk() || answers.isEmpty()) {
      refuse(exchange, HttpStatuses.of(outcome.status().getCode()), outcome, Map.of());
      return;
    }
    var headers = new HashMap<>(CallHeaders.headers(outcome.trailers(), ""));
    headers.put("content-type", "application/" + codec.type());
    Gzip.answer(exchange, 200, headers, codec.encode(answers.getFirst()));
  }

  private void stream(Exchange exchange, Method method, Codec codec) {
    if (method.streamsRequests() || !method.streamsAnswers()) {
      throw new HttpFailure(
          501, "over Connect, only answers are streamed: call this method over gRPC, or as JSON");
    }
    var answer = new Streamed(exchange, codec);
    var call = EdgeCall.start(channel, method.decoded(), exchange, canceller, answer::add);
    answer.call = call;
    Outcome refused = null;
    try {
      send(
          call,
          method,
          codec,
          () ->
              Frames.single(exchange.body().bytes(), exchange.header("connect-content-encoding")));
    } catch (HttpFailure e) {
      refused = Outcome.refused(HttpStatuses.codeOf(e.status()), e.message());
    }
    answer.end(refused == null ? call.finish() : refused);
  }

  private static void send(EdgeCall<?> call, Method method, Codec codec, Body body) {
    if (call.isOver()) {
      return;
    }
    try {
      call.send(codec.decode(body.read(), method));
    } catch (HttpFailure e) {
      call.cancel("the request is invalid");
      throw e;
    } catch (JsonFailure e) {
      call.cancel("the request is invalid");
      throw new HttpFailure(400, e.message());
    }
  }

  /** Answers an error of a single call. */
  public static void refuse(
      Exchange exchange, int status, Outcome outcome, Map<String, String> more) {
    var headers = CallHeaders.ofFailure(outcome, more);
    headers.put("content-type", ERROR_TYPE);
    Gzip.answer(
        exchange, status, headers, error(outcome).toString().getBytes(StandardCharsets.UTF_8));
  }

  private static JsonObject error(Outcome outcome) {
    var error = new JsonObject();
    error.addProperty("code", code(outcome.status().getCode()));
    error.addProperty("message", outcome.message());
    var details = new JsonArray();
    outcome.details().forEach(detail -> details.add(detail(detail)));
    if (!details.isEmpty()) {
      error.add("details", details);
    }
    return error;
  }

  private static JsonObject detail(Any any) {
    var detail = new JsonObject();
    detail.addProperty("type", any.getTypeUrl().substring(any.getTypeUrl().lastIndexOf('/') + 1));
    detail.addProperty(
        "value", Base64.getEncoder().withoutPadding().encodeToString(any.getValue().toByteArray()));
    var debug = JsonParser.parseString(Json.print(any)).getAsJsonObject();
    debug.remove("@type");
    detail.add("debug", debug);
    return detail;
  }

  /** {@code not_found}; one of them is spelled otherwise than in gRPC. */
  private static String code(Status.Code code) {
    return code == Status.Code.CANCELLED ? "canceled" : code.name().toLowerCase(Locale.ROOT);
  }

  /** A stream of answers, which ends with a frame of its own. */
  private static final class Streamed {

    private final Exchange exchange;
    private final Codec codec;
    private @Nullable EdgeCall<Message> call;
    private boolean begun;

    Streamed(Exchange exchange, Codec codec) {
      this.exchange = exchange;
      this.codec = codec;
    }

    void add(Message message) {
      begin();
      exchange.write(Frames.frame(0, codec.encode(message)));
    }

    private void begin() {
      if (!begun) {
        begun = true;
        var headers = new HashMap<String, String>();
        if (call != null) {
          headers.putAll(CallHeaders.headers(call.told(), ""));
        }
        headers.put("content-type", "application/connect+" + codec.type());
        exchange.begin(200, headers);
      }
    }

    void end(Outcome outcome) {
      begin();
      var end = new JsonObject();
      if (!outcome.isOk()) {
        end.add("error", error(outcome));
      }
      var metadata = new JsonObject();
      CallHeaders.headers(outcome.trailers(), "")
          .forEach((name, value) -> {
            var values = new JsonArray();
            values.add(value);
            metadata.add(name, values);
          });
      end.add("metadata", metadata);
      exchange.write(Frames.frame(END, end.toString().getBytes(StandardCharsets.UTF_8)));
      exchange.finish();
    }
  }
}
