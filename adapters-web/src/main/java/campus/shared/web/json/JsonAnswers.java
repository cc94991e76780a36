package campus.shared.web.json;

import campus.shared.web.call.CallHeaders;
import campus.shared.web.call.HttpStatuses;
import campus.shared.web.call.Outcome;
import campus.shared.web.http.Exchange;
import campus.shared.web.http.Gzip;
import campus.shared.web.http.HttpFailure;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.Message;
import io.grpc.Status;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Answers of HTTP and JSON. */
public final class JsonAnswers {

  public static final String JSON = "application/json";

  private JsonAnswers() {}

  /** Answers a message, with its etag. */
  static void ok(Exchange exchange, Message message, Outcome outcome) {
    var headers = new HashMap<>(CallHeaders.headers(outcome.trailers()));
    var etag = message.getDescriptorForType().findFieldByName("etag");
    if (etag != null && message.getField(etag) instanceof String value && !value.isEmpty()) {
      headers.put("etag", "\"" + value + "\"");
    }
    answer(exchange, 200, headers, Json.print(message));
  }

  /** Answers an error. */
  static void error(Exchange exchange, Outcome outcome) {
    int status = HttpStatuses.of(outcome.status().getCode());
    if (outcome.status().getCode() == Status.Code.ABORTED && Conditions.isConditional(exchange)) {
      status = 412;
    }
    error(exchange, status, outcome, Map.of());
  }

  private static void error(
      Exchange exchange, int status, Outcome outcome, Map<String, String> more) {
    var headers = CallHeaders.ofFailure(outcome, more);
    if (status == 401) {
      headers.putIfAbsent("www-authenticate", "Bearer");
    }
    answer(exchange, status, headers, body(status, outcome).toString());
  }

  /** Answers a request that was refused before it became a call. */
  public static void refuse(Exchange exchange, HttpFailure failure) {
    error(exchange, failure.status(), Outcome.of(failure), failure.headers());
  }

  /** {@code {"error": …}}, with the status of HTTP for that of gRPC. */
  static JsonObject body(Outcome outcome) {
    return body(HttpStatuses.of(outcome.status().getCode()), outcome);
  }

  /** {@code {"error": …}}, as Google's APIs have it (AIP-193). */
  public static JsonObject body(int status, Outcome outcome) {
    var error = new JsonObject();
    error.addProperty("code", status);
    error.addProperty("status", outcome.status().getCode().name());
    error.addProperty("message", outcome.message());
    var details = new JsonArray();
    outcome.details().forEach(detail -> details.add(JsonParser.parseString(Json.print(detail))));
    error.add("details", details);
    var body = new JsonObject();
    body.add("error", error);
    return body;
  }

  private static void answer(
      Exchange exchange, int status, Map<String, String> headers, String json) {
    headers.put("content-type", JSON);
    Gzip.answer(exchange, status, headers, json.getBytes(StandardCharsets.UTF_8));
  }
}
