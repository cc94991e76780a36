package campus.shared.web.openapi;

import campus.shared.v1.Access;
import campus.shared.v1.AccessProto;
import campus.shared.web.call.Method;
import campus.shared.web.json.JsonAnswers;
import campus.shared.web.json.JsonCalls;
import campus.shared.web.json.PathTemplate;
import campus.shared.web.json.Route;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Empty;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The operations of the interface, one for each HTTP rule. */
final class Operations {

  private final Comments comments;
  private final Schemas schemas;
  private final Examples examples;

  /** What a segment after a collection is called: {@code posts} has {@code post}s. */
  private final Map<String, String> singulars;

  Operations(Comments comments, Schemas schemas, Examples examples, Map<String, String> singulars) {
    this.comments = comments;
    this.schemas = schemas;
    this.examples = examples;
    this.singulars = singulars;
  }

  /** The path of a rule: {@code /v1/posts/{post}:publish}. */
  String path(PathTemplate template) {
    var path = new StringBuilder();
    var names = segmentNames(template);
    for (int i = 0; i < template.segments().size(); i++) {
      path.append('/')
          .append(names.get(i).isEmpty() ? template.segments().get(i) : "{" + names.get(i) + "}");
    }
    return path + (template.verb().isEmpty() ? "" : ":" + template.verb());
  }

  /** For each segment, what its parameter is called; empty for a literal. */
  private List<String> segmentNames(PathTemplate template) {
    var names = new ArrayList<String>();
    for (int i = 0; i < template.segments().size(); i++) {
      var segment = template.segments().get(i);
      names.add(
          segment.equals(PathTemplate.ANY)
              ? singulars.getOrDefault(template.segments().get(i - 1), "id")
              : "");
    }
    return names;
  }

  /**
   * An operation.
   *
   * @param number of the rule among those of its method
   */
  JsonObject operation(Route route, int number) {
    var method = route.method();
    var contract = method.contract();
    var operation = new JsonObject();
    var service = contract.getService().getName();
    operation.addProperty(
        "operationId", service + "_" + contract.getName() + (number == 0 ? "" : number + 1));
    operation.add("tags", array(service));
    var comment = comments.of(contract.getFullName());
    operation.addProperty("summary", summary(comment));
    operation.addProperty("description", comment + access(method));
    var parameters = parameters(route);
    if (!parameters.isEmpty()) {
      operation.add("parameters", parameters);
    }
    if (route.hasBody()) {
      operation.add("requestBody", body(route));
    }
    operation.add("responses", responses(method));
    operation.add("security", security(method));
    operation.addProperty("x-campus-method", method.fullName());
    operation.add("x-campus-variables", variables(route.template()));
    operation.addProperty("x-campus-body", route.body());
    return operation;
  }

  private static String summary(String comment) {
    int end = comment.indexOf(". ");
    var sentence = end < 0 ? comment.lines().findFirst().orElse("") : comment.substring(0, end);
    return sentence.replace('\n', ' ').replaceAll("\\.$", "");
  }

  private static String access(Method method) {
    var access = method.contract().getOptions().getExtension(AccessProto.access);
    var roles = access.getRolesList().stream().map(Enum::name).collect(Collectors.joining(", "));
    return switch (access.getAllow()) {
      case ROLES ->
          "\n\nFor callers with a role: " + (roles.isEmpty() ? "" : roles + ", ") + "ADMIN.";
      case OWNER ->
          "\n\nFor the user themselves, and ADMIN" + (roles.isEmpty() ? "." : ", " + roles + ".");
      case SIGNED_IN -> "\n\nFor callers who are signed in.";
      default -> "";
    };
  }

  private static JsonArray security(Method method) {
    var allow = method.contract().getOptions().getExtension(AccessProto.access).getAllow();
    var security = new JsonArray();
    if (allow == Access.Allow.ANONYMOUS) {
      return security;
    }
    if (allow == Access.Allow.ANYONE) {
      security.add(new JsonObject());
    }
    var token = new JsonObject();
    token.add(OpenApi.TOKEN, new JsonArray());
    security.add(token);
    return security;
  }

  private JsonArray parameters(Route route) {
    var parameters = new JsonArray();
    var names = segmentNames(route.template());
    for (int i = 0; i < names.size(); i++) {
      if (!names.get(i).isEmpty()) {
        var schema = Schemas.type("string");
        var collection = route.template().segments().get(i - 1);
        parameters.add(
            parameter(
                names.get(i),
                "path",
                true,
                "The id after `" + collection + "/`, or `@` and a natural key.",
                schema,
                Examples.id()));
      }
    }
    if (!route.bodyIsWhole()) {
      var inPath = route.template().variables().stream().map(PathTemplate.Variable::path).toList();
      for (var field : route.method().contract().getInputType().getFields()) {
        if (!inPath.contains(field.getName()) && !field.getName().equals(route.body())) {
          parameters.add(query(field));
        }
      }
    }
    addHeaders(route, parameters);
    return parameters;
  }

  private JsonObject query(FieldDescriptor field) {
    var schema = schemas.field(field);
    var description = schema.has("description") ? schema.remove("description").getAsString() : "";
    var parameter = parameter(field.getName(), "query", false, description, schema, null);
    if (!Schemas.isParameter(field)) {
      parameter.add("schema", Schemas.jsonTexts(field));
      parameter.addProperty("x-campus-json", true);
    }
    return parameter;
  }

  private static void addHeaders(Route route, JsonArray parameters) {
    var request = route.method().contract().getInputType();
    if (request.findFieldByName("request_id") != null) {
      parameters.add(reference("parameters", "IdempotencyKey"));
    }
    var body = request.findFieldByName(route.body());
    if (hasEtag(request)
        || (body != null
            && body.getJavaType() == JavaType.MESSAGE
            && request.findFieldByName("update_mask") != null
            && hasEtag(body.getMessageType()))) {
      parameters.add(reference("parameters", "IfMatch"));
    }
  }

  private static boolean hasEtag(Descriptor type) {
    return type.findFieldByName("etag") != null;
  }

  private static JsonObject parameter(
      String name,
      String in,
      boolean required,
      String description,
      JsonObject schema,
      @Nullable String example) {
    var parameter = new JsonObject();
    parameter.addProperty("name", name);
    parameter.addProperty("in", in);
    if (required) {
      parameter.addProperty("required", true);
    }
    if (!description.isEmpty()) {
      parameter.addProperty("description", description);
    }
    parameter.add("schema", schema);
    if (example != null) {
      parameter.addProperty("example", example);
    }
    return parameter;
  }

  private JsonObject body(Route route) {
    var request = route.method().contract().getInputType();
    var type =
        route.bodyIsWhole() ? request : request.findFieldByName(route.body()).getMessageType();
    var media = new JsonObject();
    media.add("schema", schemas.reference(type));
    media.add("example", withoutPath(examples.message(type), route));
    var content = new JsonObject();
    content.add(route.method().streamsRequests() ? JsonCalls.LINES : JsonAnswers.JSON, media);
    var body = new JsonObject();
    if (route.method().streamsRequests()) {
      body.addProperty("description", "One request on each line.");
    }
    body.addProperty("required", !route.bodyIsWhole());
    body.add("content", content);
    return body;
  }

  /** What the path says, a body need not say again. */
  private static JsonObject withoutPath(JsonObject example, Route route) {
    for (var variable : route.template().variables()) {
      var path = variable.path();
      example.remove(path);
      example.remove(path.substring(path.indexOf('.') + 1));
    }
    return example;
  }

  private JsonObject responses(Method method) {
    var responses = new JsonObject();
    var ok = new JsonObject();
    var answer = method.contract().getOutputType();
    ok.addProperty(
        "description",
        method.streamsAnswers()
            ? "The results, one on each line. A line `{\"error\": …}` says that they are not"
                + " complete."
            : "OK");
    var media = new JsonObject();
    media.add(
        "schema",
        answer.equals(Empty.getDescriptor()) ? Schemas.type("object") : schemas.reference(answer));
    var content = new JsonObject();
    content.add(method.streamsAnswers() ? JsonCalls.LINES : JsonAnswers.JSON, media);
    ok.add("content", content);
    responses.add("200", ok);
    responses.add("4XX", reference("responses", "Error"));
    responses.add("5XX", reference("responses", "Error"));
    return responses;
  }

  private static JsonObject variables(PathTemplate template) {
    var variables = new JsonObject();
    for (var variable : template.variables()) {
      var range = new JsonArray();
      range.add(variable.from());
      range.add(variable.to());
      variables.add(variable.path(), range);
    }
    return variables;
  }

  static JsonObject reference(String kind, String name) {
    var reference = new JsonObject();
    reference.addProperty("$ref", "#/components/" + kind + "/" + name);
    return reference;
  }

  private static JsonArray array(String value) {
    var array = new JsonArray();
    array.add(new JsonPrimitive(value));
    return array;
  }

  /** The key of an operation in its path. */
  static String key(Route route) {
    return route.verb().toLowerCase(Locale.ROOT);
  }
}
