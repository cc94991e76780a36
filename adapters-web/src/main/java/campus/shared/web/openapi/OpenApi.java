package campus.shared.web.openapi;

import campus.shared.web.json.Route;
import com.google.api.ResourceProto;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.Any;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The description of the HTTP interface (OpenAPI 3.1.1), made of the contracts and their comments.
 */
public final class OpenApi {

  static final String TOKEN = "accessToken";

  private static final String HEAD =
      """
      {
        "openapi": "3.1.1",
        "info": {
          "title": "Campus",
          "summary": "The backend of a learning community.",
          "description": "The same methods as over gRPC, as HTTP and JSON. `POST /v1/auth:signIn` answers an access token; send it as `Authorization: Bearer <token>`. Values that are zero, empty or false are left out of answers. 64-bit integers are strings.",
          "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
          "version": ""
        },
        "servers": [{"url": "/", "description": "This server"}]
      }
      """;

  private static final String PARAMETERS =
      """
      {
        "IdempotencyKey": {
          "name": "Idempotency-Key",
          "in": "header",
          "description": "A UUID, new for each write. Sent again with the same request, it gets the first answer again, and has no further effect. Stands for `request_id`.",
          "schema": {"type": "string", "format": "uuid"}
        },
        "IfMatch": {
          "name": "If-Match",
          "in": "header",
          "description": "The `ETag` of the last answer, in quotes. If the resource has changed since, nothing happens, and the answer is 412.",
          "schema": {"type": "string"}
        }
      }
      """;

  private static final String ERROR =
      """
      {
        "type": "object",
        "description": "What went wrong (AIP-193).",
        "required": ["error"],
        "properties": {
          "error": {
            "type": "object",
            "required": ["code", "status", "message", "details"],
            "properties": {
              "code": {"type": "integer", "description": "The status of HTTP.", "examples": [404]},
              "status": {"type": "string", "description": "The status of gRPC.", "examples": ["NOT_FOUND"]},
              "message": {"type": "string", "description": "For people."},
              "details": {
                "type": "array",
                "description": "For programs: `google.rpc.ErrorInfo` with the reason, and where it applies `BadRequest`, `ResourceInfo`, `PreconditionFailure`, `RetryInfo`.",
                "items": {"$ref": "#/components/schemas/Any"}
              }
            }
          }
        }
      }
      """;

  private static final String ERROR_RESPONSE =
      """
      {
        "description": "The call failed.",
        "headers": {"Retry-After": {"description": "When to try again, in seconds.", "schema": {"type": "integer"}}},
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}
      }
      """;

  private OpenApi() {}

  /**
   * The description of an interface.
   *
   * @param version of Campus
   * @param grpcPort where the same methods are served over gRPC
   */
  public static String of(List<Route> routes, String version, int grpcPort) {
    var comments = Comments.read();
    var schemas = new Schemas(comments, inPaths(routes));
    var resources = resources(routes);
    var operations =
        new Operations(comments, schemas, new Examples(patterns(resources)), singulars(resources));
    var document = JsonParser.parseString(HEAD).getAsJsonObject();
    document.getAsJsonObject("info").addProperty("version", version);
    document.addProperty("x-campus-grpc-port", grpcPort);
    document.add("tags", tags(routes, comments));
    document.add("paths", paths(routes, operations));
    var components = new JsonObject();
    schemas.reference(Any.getDescriptor());
    var all = schemas.all();
    all.add("Error", JsonParser.parseString(ERROR));
    components.add("schemas", all);
    components.add("parameters", JsonParser.parseString(PARAMETERS));
    var responses = new JsonObject();
    responses.add("Error", JsonParser.parseString(ERROR_RESPONSE));
    components.add("responses", responses);
    components.add(
        "securitySchemes",
        JsonParser.parseString(
            "{\"%s\": {\"type\": \"http\", \"scheme\": \"bearer\"}}".formatted(TOKEN)));
    document.add("components", components);
    return document.toString();
  }

  private static JsonArray tags(List<Route> routes, Comments comments) {
    var tags = new JsonArray();
    var services = new LinkedHashSet<ServiceDescriptor>();
    routes.forEach(route -> services.add(route.method().contract().getService()));
    for (var service : services) {
      var tag = new JsonObject();
      tag.addProperty("name", service.getName());
      tag.addProperty("description", comments.of(service.getFullName()));
      tags.add(tag);
    }
    return tags;
  }

  private static JsonObject paths(List<Route> routes, Operations operations) {
    var paths = new LinkedHashMap<String, JsonObject>();
    var numbers = new HashMap<String, Integer>();
    for (var route : routes) {
      int number = numbers.merge(route.method().fullName(), 1, Integer::sum) - 1;
      paths
          .computeIfAbsent(operations.path(route.template()), _ -> new JsonObject())
          .add(Operations.key(route), operations.operation(route, number));
    }
    var object = new JsonObject();
    paths.forEach(object::add);
    return object;
  }

  private static Set<FieldDescriptor> inPaths(List<Route> routes) {
    var fields = new HashSet<FieldDescriptor>();
    for (var route : routes) {
      for (var variable : route.template().variables()) {
        var field = route.method().contract().getInputType().findFieldByName(variable.path());
        if (field != null) {
          fields.add(field);
        }
      }
    }
    return fields;
  }

  /** The messages that are resources. */
  private static Set<Descriptor> resources(List<Route> routes) {
    var files = new LinkedHashSet<FileDescriptor>();
    routes.forEach(route -> {
      files.add(route.method().contract().getFile());
      files.addAll(route.method().contract().getFile().getDependencies());
    });
    var resources = new LinkedHashSet<Descriptor>();
    for (var file : files) {
      file.getMessageTypes().stream()
          .filter(message -> message.getOptions().hasExtension(ResourceProto.resource))
          .forEach(resources::add);
    }
    return resources;
  }

  private static Map<String, String> patterns(Set<Descriptor> resources) {
    var patterns = new HashMap<String, String>();
    for (var resource : resources) {
      var option = resource.getOptions().getExtension(ResourceProto.resource);
      patterns.put(option.getType(), option.getPattern(0).replaceAll("\\{\\w+}", "*"));
    }
    return patterns;
  }

  private static Map<String, String> singulars(Set<Descriptor> resources) {
    var singulars = new HashMap<String, String>();
    for (var resource : resources) {
      var segments =
          resource.getOptions().getExtension(ResourceProto.resource).getPattern(0).split("/", -1);
      for (int i = 1; i < segments.length; i++) {
        if (segments[i].startsWith("{")) {
          singulars.put(segments[i - 1], segments[i].substring(1, segments[i].length() - 1));
        }
      }
    }
    return singulars;
  }
}
