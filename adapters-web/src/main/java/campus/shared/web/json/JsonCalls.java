package campus.shared.web.json;

import campus.shared.web.call.EdgeCall;
import campus.shared.web.call.EdgeCalls;
import campus.shared.web.call.Outcome;
import campus.shared.web.call.StreamedAnswer;
import campus.shared.web.http.Exchange;
import campus.shared.web.http.HttpFailure;
import campus.shared.web.http.Utf8;
import com.google.protobuf.Message;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/**
 * Calls as HTTP and JSON: the path, the query and the body make the request.
 *
 * <p>Streams are lines of JSON (NDJSON), both ways. A stream of answers that fails after its first
 * line ends with a line {@code {"error": …}}.
 */
public final class JsonCalls {

  public static final String LINES = "application/x-ndjson";

  private static final String INVALID = "the request is invalid";
  private static final byte[] NOTHING = {};

  private final EdgeCalls calls;

  public JsonCalls(EdgeCalls calls) {
    this.calls = calls;
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
    var method = match.route().method();
    var call = calls.start(method.decoded(), exchange, (_, answer) -> answers.add(answer));
    var outcome = finish(exchange, match, call);
    if (outcome.isOk() && answers.size() == 1) {
      JsonAnswers.ok(exchange, answers.getFirst(), outcome);
    } else {
      JsonAnswers.error(exchange, outcome);
    }
  }

  private void stream(Exchange exchange, Routes.Match match) {
    var lines = new StreamedAnswer(exchange, LINES);
    var method = match.route().method();
    var call =
        calls.start(
            method.decoded(),
            exchange,
            (told, answer) -> lines.write(told, line(Json.print(answer))));
    var outcome = finish(exchange, match, call);
    if (outcome.isOk()) {
      lines.end(outcome.trailers(), NOTHING);
    } else if (lines.hasBegun()) {
      lines.end(outcome.trailers(), line(JsonAnswers.body(outcome).toString()));
    } else {
      JsonAnswers.error(exchange, outcome);
    }
  }

  private static byte[] line(String json) {
    return (json + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static Outcome finish(Exchange exchange, Routes.Match match, EdgeCall<Message> call) {
    if (match.route().method().streamsRequests()) {
      sendLines(exchange, match.route().method().request(), call);
    } else {
      call.send(() -> request(exchange, match).toByteArray());
    }
    return call.finish();
  }

  private static void sendLines(Exchange exchange, Message prototype, EdgeCall<Message> call) {
    int number = 0;
    try (var lines = new LineReader(decompressed(exchange))) {
      while (!call.isOver()) {
        number++;
        var line = lines.next();
        if (line == null) {
          return;
        }
        if (!line.isBlank()) {
          call.send(() -> parsed(line, prototype));
        }
      }
    } catch (HttpFailure e) {
      call.cancel(INVALID);
      throw e.status() == 400 ? HttpFailure.invalid("", "line " + number + ": " + e.message()) : e;
    } catch (IOException e) {
      call.cancel(INVALID);
      throw new HttpFailure(400, "the body ends too early or is no valid gzip");
    }
  }

  private static byte[] parsed(String line, Message prototype) {
    var request = prototype.newBuilderForType();
    Json.merge("", line, request);
    return request.build().toByteArray();
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
    for (var parameter : exchange.query()) {
      if (route.bodyIsWhole()) {
        throw HttpFailure.invalid(parameter.getKey(), "must be sent in the body, not in the query");
      }
      parameters.set(parameter.getKey(), parameter.getValue());
    }
    Conditions.apply(exchange, route, request);
    return request.build();
  }

  private static void addBody(Exchange exchange, Route route, Message.Builder request) {
    var json = Utf8.text(exchange.body().bytes());
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
    return exchange.query().stream()
        .noneMatch(parameter -> parameter.getKey().matches("update_mask|updateMask"));
  }
}
