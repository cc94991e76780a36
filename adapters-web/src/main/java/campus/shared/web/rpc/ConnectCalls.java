package campus.shared.web.rpc;

import campus.shared.web.call.CallHeaders;
import campus.shared.web.call.EdgeCall;
import campus.shared.web.call.EdgeCalls;
import campus.shared.web.call.HttpStatuses;
import campus.shared.web.call.Method;
import campus.shared.web.call.Outcome;
import campus.shared.web.call.StreamedAnswer;
import campus.shared.web.http.Exchange;
import campus.shared.web.http.Gzip;
import campus.shared.web.http.HttpFailure;
import campus.shared.web.http.RequestBody;
import campus.shared.web.http.Utf8;
import campus.shared.web.json.Json;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.Any;
import com.google.protobuf.Message;
import io.grpc.Status;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Calls of the Connect protocol (connectrpc.com/docs/protocol): single ones by POST, those that
 * only read also by GET, and streams of answers; messages as protobuf or JSON.
 */
public final class ConnectCalls {

  private static final String ERROR_TYPE = "application/json";
  private static final int END = 0x02;

  private final EdgeCalls calls;

  public ConnectCalls(EdgeCalls calls) {
    this.calls = calls;
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
      Json.merge("", Utf8.text(message), request);
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
    if (exchange.method().equals("GET") && method.isSafe() && !method.streamsAnswers()) {
      get(exchange, method);
    } else if (!exchange.method().equals("POST")) {
      throw HttpFailure.onlyPost(exchange.method());
    } else if (type.startsWith("application/grpc")) {
      throw new HttpFailure(415, "gRPC has a port of its own; here are gRPC-Web, Connect and JSON");
    } else if (type.startsWith("application/connect+")) {
      stream(exchange, method, Codec.of(type.substring("application/connect+".length())));
    } else if (method.streamsAnswers() || method.streamsRequests()) {
      throw new HttpFailure(415, "this method streams: send application/connect+proto or +json");
    } else if (type.startsWith("application/")) {
      var codec = Codec.of(type.substring("application/".length()));
      single(exchange, method, codec, exchange.body()::bytes);
    } else {
      throw new HttpFailure(415, "send application/proto or application/json");
    }
  }

  private void get(Exchange exchange, Method method) {
    var query = new HashMap<String, String>();
    exchange.query().forEach(parameter -> query.put(parameter.getKey(), parameter.getValue()));
    single(
        exchange,
        method,
        Codec.of(query.getOrDefault("encoding", "")),
        () -> {
          var message = query.getOrDefault("message", "");
          var bytes =
              "1".equals(query.get("base64"))
                  ? base64(message)
                  : message.getBytes(StandardCharsets.UTF_8);
          return RequestBody.decompressed(query.get("compression"), bytes);
        });
  }

  private static byte[] base64(String text) {
    try {
      return Base64.getUrlDecoder().decode(text.replace('+', '-').replace('/', '_'));
    } catch (IllegalArgumentException e) {
      throw new HttpFailure(400, "message: must be base64");
    }
  }

  private void single(Exchange exchange, Method method, Codec codec, Supplier<byte[]> message) {
    var answers = new ArrayList<Message>(1);
    var call = calls.start(method.decoded(), exchange, (_, answer) -> answers.add(answer));
    call.send(() -> codec.decode(message.get(), method));
    var outcome = call.finish();
    if (outcome.isOk() && answers.size() == 1) {
      var headers = new HashMap<>(CallHeaders.headers(outcome.trailers()));
      headers.put("content-type", "application/" + codec.type());
      Gzip.answer(exchange, 200, headers, codec.encode(answers.getFirst()));
    } else {
      refuse(exchange, HttpStatuses.of(outcome.status().getCode()), outcome, Map.of());
    }
  }

  private void stream(Exchange exchange, Method method, Codec codec) {
    if (method.streamsRequests() || !method.streamsAnswers()) {
      throw new HttpFailure(
          501, "over Connect, only answers are streamed: call this method over gRPC, or as JSON");
    }
    var stream = new StreamedAnswer(exchange, "application/connect+" + codec.type());
    var call =
        calls.start(
            method.decoded(),
            exchange,
            (told, answer) -> stream.write(told, Frames.frame(0, codec.encode(answer))));
    var outcome = finish(exchange, method, codec, call);
    var end = end(outcome).toString().getBytes(StandardCharsets.UTF_8);
    stream.end(outcome.trailers(), Frames.frame(END, end));
  }

  /** Also a refused request ends in a frame, as all errors of streams do. */
  private static Outcome finish(
      Exchange exchange, Method method, Codec codec, EdgeCall<Message> call) {
    try {
      call.send(() -> {
        var encoding = exchange.header("connect-content-encoding");
        return codec.decode(Frames.single(exchange.body().bytes(), encoding), method);
      });
    } catch (HttpFailure e) {
      return Outcome.of(e);
    }
    return call.finish();
  }

  /** Answers a request that was refused before it became a call. */
  public static void refuse(Exchange exchange, HttpFailure failure) {
    refuse(exchange, failure.status(), Outcome.of(failure), failure.headers());
  }

  private static void refuse(
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

  /** What ends a stream. */
  private static JsonObject end(Outcome outcome) {
    var end = new JsonObject();
    if (!outcome.isOk()) {
      end.add("error", error(outcome));
    }
    var metadata = new JsonObject();
    CallHeaders.headers(outcome.trailers())
        .forEach((name, value) -> {
          var values = new JsonArray();
          values.add(value);
          metadata.add(name, values);
        });
    end.add("metadata", metadata);
    return end;
  }
}
