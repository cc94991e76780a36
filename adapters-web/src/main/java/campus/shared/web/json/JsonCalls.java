package campus.shared.web.json;

import campus.shared.web.call.CallHeaders;
import campus.shared.web.call.EdgeCall;
import campus.shared.web.call.Outcome;
import campus.shared.web.http.Exchange;
import campus.shared.web.http.HttpFailure;
import com.google.protobuf.Any;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.BadRequest.FieldViolation;
import com.google.rpc.ErrorInfo;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Calls as HTTP and JSON: the path, the query and the body make the request.
 *
 * <p>Streams are lines of JSON (NDJSON), both ways. A stream of answers that fails after its first
 * line ends with a line {@code {"error": …}}.
 */
public final class JsonCalls {

  public static final String LINES = "application/x-ndjson";

  private final Channel channel;
  private final Executor canceller;

  /**
   * @param canceller runs cancellations
   */
  public JsonCalls(Channel channel, Executor canceller) {
    this.channel = channel;
    this.canceller = canceller;
  }

  /** Makes the call that a request asks for, and answers it. */
  public void handle(Exchange exchange, Routes.Match match) {
    if (match.route().hasBody()) {
      requireJson(exchange, match.route());
    }
    if (match.route().method().streamsAnswers()) {
      stream(exchange, match);
    } else {
      single(exchange, match);
    }
  }

  private static void requireJson(Exchange exchange, Route route) {
    var expected = route.method().streamsRequests() ? LINES : JsonAnswers.JSON;
    var type = exchange.contentType();
    boolean empty =
        type.isEmpty()
            && "0".equals(Objects.requireNonNullElse(exchange.header("content-length"), "0"))
            && exchange.header("transfer-encoding") == null;
    if (!type.equals(expected) && !empty) {
      throw new HttpFailure(
          415,
          "the body must be " + expected + ": send the header content-type: " + expected,
          Map.of("accept-post", expected));
    }
  }

  private void single(Exchange exchange, Routes.Match match) {
    var answers = new ArrayList<Message>(1);
    var call =
        EdgeCall.start(
            channel, match.route().method().decoded(), exchange, canceller, answers::add);
    var refused = send(exchange, match, call);
    var outcome = refused == null ? call.finish() : refused;
    if (outcome.isOk() && answers.size() == 1) {
      JsonAnswers.ok(exchange, answers.getFirst(), outcome);
    } else {
      JsonAnswers.error(exchange, outcome);
    }
  }

  private void stream(Exchange exchange, Routes.Match match) {
    var lines = new Lines(exchange);
    var call =
        EdgeCall.start(channel, match.route().method().decoded(), exchange, canceller, lines::add);
    lines.call = call;
    var refused = send(exchange, match, call);
    lines.end(refused == null ? call.finish() : refused);
  }

  /** Sends the request; answers null, or why it cannot be sent. */
  private static @Nullable Outcome send(
      Exchange exchange, Routes.Match match, EdgeCall<Message> call) {
    if (call.isOver()) {
      return null;
    }
    try {
      if (match.route().method().streamsRequests()) {
        sendLines(exchange, match.route().method().request(), call);
      } else {
        call.send(request(exchange, match).toByteArray());
      }
      return null;
    } catch (JsonFailure e) {
      call.cancel("the request is invalid");
      return invalid(e);
    } catch (HttpFailure e) {
      call.cancel("the request is invalid");
      throw e;
    }
  }

  private static void sendLines(Exchange exchange, Message prototype, EdgeCall<Message> call) {
    int number = 0;
    try (var lines = new LineReader(decompressed(exchange))) {
      for (var line = lines.next(); line != null && !call.isOver(); line = lines.next()) {
        number++;
        if (!line.isBlank()) {
          var request = prototype.newBuilderForType();
          Json.merge("", line, request);
          call.send(request.build().toByteArray());
        }
      }
    } catch (JsonFailure e) {
      throw new JsonFailure("", "line " + number + ": " + e.message());
    } catch (IOException e) {
      throw new HttpFailure(400, "the body ends too early or is no valid gzip");
    }
  }

  private static InputStream decompressed(Exchange exchange) throws IOException {
    var encoding = exchange.header("content-encoding");
    var stream = exchange.body().stream();
    return encoding != null && encoding.strip().equalsIgnoreCase("gzip")
        ? new GZIPInputStream(stream)
        : stream;
  }

  private static Message request(Exchange exchange, Routes.Match match) {
    var route = match.route();
    var request = route.method().request().newBuilderForType();
    if (route.hasBody()) {
      addBody(exchange, route, request);
    }
    var parameters = new Parameters(request);
    match.variables().forEach(parameters::set);
    for (var parameter : Parameters.parse(exchange.query())) {
      if (route.bodyIsWhole()) {
        throw new JsonFailure(parameter.getKey(), "must be sent in the body, not in the query");
      }
      parameters.set(parameter.getKey(), parameter.getValue());
    }
    Conditions.apply(exchange, route, request);
    return request.build();
  }

  private static void addBody(Exchange exchange, Route route, Message.Builder request) {
    var json = Json.text(exchange.body().bytes());
    if (json.isBlank()) {
      return; // then the edge says what is missing
    }
    if (route.bodyIsWhole()) {
      Json.merge("", json, request);
      return;
    }
    var type = request.getDescriptorForType();
    var body = type.findFieldByName(route.body());
    Json.merge(route.body(), json, request.getFieldBuilder(body));
    var mask = type.findFieldByName("update_mask");
    if (route.verb().equals("PATCH") && mask != null && isWithoutMask(exchange)) {
      request.setField(mask, Patch.mask(body.getMessageType(), json));
    }
  }

  private static boolean isWithoutMask(Exchange exchange) {
    return Parameters.parse(exchange.query()).stream()
        .noneMatch(parameter -> parameter.getKey().matches("update_mask|updateMask"));
  }

  private static Outcome invalid(JsonFailure failure) {
    var status =
        com.google.rpc.Status.newBuilder()
            .setCode(Status.Code.INVALID_ARGUMENT.value())
            .setMessage(failure.message())
            .addDetails(
                Any.pack(
                    ErrorInfo.newBuilder()
                        .setReason("INVALID_REQUEST")
                        .setDomain("campus")
                        .build()));
    if (!failure.field().isEmpty()) {
      status.addDetails(
          Any.pack(
              BadRequest.newBuilder()
                  .addFieldViolations(
                      FieldViolation.newBuilder()
                          .setField(failure.field())
                          .setDescription(failure.description()))
                  .build()));
    }
    var error = StatusProto.toStatusRuntimeException(status.build());
    return new Outcome(error.getStatus(), Objects.requireNonNull(error.getTrailers()));
  }

  /** A stream of answers. */
  private static final class Lines {

    private final Exchange exchange;
    private @Nullable EdgeCall<Message> call;
    private boolean begun;

    Lines(Exchange exchange) {
      this.exchange = exchange;
    }

    void add(Message answer) {
      begin(call == null ? Map.of() : CallHeaders.headers(call.told(), ""));
      line(Json.print(answer));
    }

    private void begin(Map<String, String> headers) {
      if (!begun) {
        begun = true;
        var all = new java.util.HashMap<>(headers);
        all.put("content-type", LINES);
        exchange.begin(200, all);
      }
    }

    private void line(String json) {
      exchange.write((json + "\n").getBytes(StandardCharsets.UTF_8));
    }

    void end(Outcome outcome) {
      if (!outcome.isOk() && !begun) {
        JsonAnswers.error(exchange, outcome);
        return;
      }
      begin(CallHeaders.headers(outcome.trailers(), ""));
      if (!outcome.isOk()) {
        int status = campus.shared.web.call.HttpStatuses.of(outcome.status().getCode());
        line(JsonAnswers.body(status, outcome).toString());
      }
      exchange.finish();
    }
  }
}
