package campus.server.endtoend;

import com.google.api.AnnotationsProto;
import com.google.api.HttpRule;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.Any;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.FieldMask;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.PreconditionFailure;
import com.google.rpc.ResourceInfo;
import com.google.rpc.RetryInfo;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A client of HTTP and JSON that was not made by the server's authors: it puts requests into paths,
 * queries and bodies by the rules of the contracts alone.
 */
final class HttpJson {

  static final JsonFormat.TypeRegistry DETAILS =
      JsonFormat.TypeRegistry.newBuilder()
          .add(ErrorInfo.getDescriptor())
          .add(BadRequest.getDescriptor())
          .add(ResourceInfo.getDescriptor())
          .add(PreconditionFailure.getDescriptor())
          .add(RetryInfo.getDescriptor())
          .build();

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Pattern VARIABLE = Pattern.compile("\\{([\\w.]+)=([^}]*)}");

  private final String server;

  HttpJson(int port) {
    this.server = "http://localhost:" + port;
  }

  static MethodDescriptor contract(io.grpc.MethodDescriptor<?, ?> method) {
    return ((ProtoMethodDescriptorSupplier) Objects.requireNonNull(method.getSchemaDescriptor()))
        .getMethodDescriptor();
  }

  /** The rules of a method, the main one first. */
  static List<HttpRule> rules(MethodDescriptor method) {
    var rule = method.getOptions().getExtension(AnnotationsProto.http);
    var rules = new ArrayList<>(List.of(rule));
    rules.addAll(rule.getAdditionalBindingsList());
    return rules;
  }

  /** Whether the paths of a rule can have what the request says there. */
  static boolean fits(HttpRule rule, Message request) {
    return VARIABLE
        .matcher(path(rule))
        .results()
        .allMatch(variable -> {
          var value = String.valueOf(at(request, variable.group(1)));
          return value.matches(variable.group(2).replace("*", "[^/]+"));
        });
  }

  /** Calls a method by one of its rules. */
  HttpResponse<String> call(HttpRule rule, List<? extends Message> requests, String token) {
    var request = requests.getFirst();
    var rest = request.toBuilder();
    var path = new StringBuilder();
    var matcher = VARIABLE.matcher(path(rule));
    while (matcher.find()) {
      var value = (String) at(request, matcher.group(1));
      clear(rest, matcher.group(1));
      matcher.appendReplacement(path, "");
      path.append(
          String.join("/", List.of(value.split("/", -1)).stream().map(HttpJson::encoded).toList()));
    }
    matcher.appendTail(path);
    var http = HttpRequest.newBuilder().timeout(Duration.ofSeconds(30));
    var body = body(rule, requests, rest);
    var query = query(rest.build());
    http.uri(URI.create(server + path + (query.isEmpty() ? "" : "?" + query)));
    if (!token.isEmpty()) {
      http.header("authorization", "Bearer " + token);
    }
    if (body == null) {
      http.method(verb(rule), BodyPublishers.noBody());
    } else {
      http.header(
          "content-type",
          requests.size() > 1 || body.endsWith("\n") ? "application/x-ndjson" : "application/json");
      http.method(verb(rule), BodyPublishers.ofString(body));
    }
    return send(http.build());
  }

  /** The body, which is then no longer among the rest; null for none. */
  private static @org.jspecify.annotations.Nullable String body(
      HttpRule rule, List<? extends Message> requests, Message.Builder rest) {
    if (rule.getBody().isEmpty()) {
      return null;
    }
    if (!rule.getBody().equals("*")) {
      var field = field(rest, rule.getBody());
      if (!rest.hasField(field)) {
        return null;
      }
      var json = print((Message) rest.getField(field));
      rest.clearField(field);
      return json;
    }
    var whole = rest.build();
    rest.clear();
    if (requests.size() == 1 && !isStream(whole)) {
      return print(whole);
    }
    var lines = new StringBuilder();
    requests.forEach(request -> lines.append(print(request)).append('\n'));
    return lines.toString();
  }

  private static boolean isStream(Message request) {
    return request.getDescriptorForType().getName().startsWith("Import");
  }

  /** All fields that are set, as parameters. */
  private static String query(Message rest) {
    var parameters = new ArrayList<String>();
    rest.getAllFields()
        .forEach((field, value) -> {
          var values = field.isRepeated() ? (List<?>) value : List.of(value);
          values.forEach(one -> parameters.add(field.getName() + "=" + encoded(text(field, one))));
        });
    return String.join("&", parameters);
  }

  private static String text(FieldDescriptor field, Object value) {
    if (value instanceof FieldMask mask) {
      return String.join(",", mask.getPathsList());
    }
    if (field.getJavaType() == JavaType.MESSAGE) {
      return print((Message) value).replaceAll("^\"(.*)\"$", "$1");
    }
    return String.valueOf(value);
  }

  private static HttpResponse<String> send(HttpRequest request) {
    try {
      return HTTP.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The error of an answer, as gRPC would tell it. */
  static com.google.rpc.Status error(HttpResponse<String> response) {
    var error = JsonParser.parseString(response.body()).getAsJsonObject().getAsJsonObject("error");
    var status =
        com.google.rpc.Status.newBuilder()
            .setCode(io.grpc.Status.Code.valueOf(error.get("status").getAsString()).value())
            .setMessage(error.get("message").getAsString());
    error.getAsJsonArray("details").forEach(detail -> status.addDetails(any((JsonObject) detail)));
    return status.build();
  }

  private static Any any(JsonObject detail) {
    var any = Any.newBuilder();
    parse(detail.toString(), any);
    return any.build();
  }

  static void parse(String json, Message.Builder into) {
    try {
      JsonFormat.parser().usingTypeRegistry(DETAILS).merge(json, into);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(json, e);
    }
  }

  private static String print(Message message) {
    try {
      return JsonFormat.printer().omittingInsignificantWhitespace().print(message);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  static String path(HttpRule rule) {
    return switch (rule.getPatternCase()) {
      case GET -> rule.getGet();
      case POST -> rule.getPost();
      case PATCH -> rule.getPatch();
      case DELETE -> rule.getDelete();
      default -> throw new AssertionError(rule.toString());
    };
  }

  static String verb(HttpRule rule) {
    return rule.getPatternCase().name();
  }

  private static Object at(Message message, String path) {
    int dot = path.indexOf('.');
    return dot < 0
        ? message.getField(field(message.toBuilder(), path))
        : at(
            (Message) message.getField(field(message.toBuilder(), path.substring(0, dot))),
            path.substring(dot + 1));
  }

  private static void clear(Message.Builder message, String path) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      message.clearField(field(message, path));
    } else {
      clear(
          message.getFieldBuilder(field(message, path.substring(0, dot))), path.substring(dot + 1));
    }
  }

  private static FieldDescriptor field(Message.Builder message, String name) {
    return Objects.requireNonNull(message.getDescriptorForType().findFieldByName(name), name);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
