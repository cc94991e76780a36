package campus.shared.web.openapi;

import build.buf.validate.ValidateProto;
import com.google.api.FieldBehavior;
import com.google.api.FieldBehaviorProto;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.protobuf.Any;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Duration;
import com.google.protobuf.Empty;
import com.google.protobuf.FieldMask;
import com.google.protobuf.Timestamp;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The JSON schemas of messages, in protobuf's JSON mapping. */
final class Schemas {

  private static final Set<String> TEXTS =
      Set.of(
          Timestamp.getDescriptor().getFullName(),
          Duration.getDescriptor().getFullName(),
          FieldMask.getDescriptor().getFullName());

  private static final String WRAPPERS = "google.protobuf.";

  private final Comments comments;
  private final Set<FieldDescriptor> inPaths;
  private final Map<String, Descriptor> named = new LinkedHashMap<>();
  private final Deque<Descriptor> open = new ArrayDeque<>();

  /**
   * @param inPaths fields of requests that paths have, so that bodies need not
   */
  Schemas(Comments comments, Set<FieldDescriptor> inPaths) {
    this.comments = comments;
    this.inPaths = inPaths;
  }

  /** Whether JSON has the message as a text. */
  static boolean isText(Descriptor type) {
    return TEXTS.contains(type.getFullName());
  }

  static boolean isWrapper(Descriptor type) {
    return type.getFullName().startsWith(WRAPPERS) && type.getName().endsWith("Value");
  }

  /** A reference to the schema of a message, which is then among {@link #all}. */
  JsonObject reference(Descriptor type) {
    var reference = new JsonObject();
    reference.addProperty("$ref", "#/components/schemas/" + name(type));
    return reference;
  }

  private String name(Descriptor type) {
    var outer = type.getContainingType();
    var name = (outer == null ? "" : name(outer) + "_") + type.getName();
    var other = named.putIfAbsent(name, type);
    if (other != null && !other.equals(type)) {
      throw new IllegalStateException("two messages are named " + name);
    }
    if (other == null) {
      open.add(type);
    }
    return name;
  }

  /** The schemas of all messages that were referred to. */
  JsonObject all() {
    var schemas = new JsonObject();
    while (!open.isEmpty()) {
      var type = open.pop();
      schemas.add(name(type), message(type));
    }
    return schemas;
  }

  private JsonObject message(Descriptor type) {
    var schema = new JsonObject();
    schema.addProperty("type", "object");
    describe(schema, comments.of(type.getFullName()));
    if (type.equals(Any.getDescriptor())) {
      var properties = new JsonObject();
      properties.add(
          "@type", text("The type of the message: `type.googleapis.com/google.rpc.ErrorInfo`."));
      schema.add("properties", properties);
      schema.addProperty("additionalProperties", true);
      return schema;
    }
    var properties = new JsonObject();
    var required = new JsonArray();
    for (var field : type.getFields()) {
      properties.add(field.getJsonName(), field(field));
      // Resources have none: answers leave out what was not asked for, and updates send a part.
      if (type.getName().endsWith("Request")
          && !inPaths.contains(field)
          && field
              .getOptions()
              .getExtension(FieldBehaviorProto.fieldBehavior)
              .contains(FieldBehavior.REQUIRED)) {
        required.add(field.getJsonName());
      }
    }
    if (!properties.isEmpty()) {
      schema.add("properties", properties);
    }
    if (!required.isEmpty()) {
      schema.add("required", required);
    }
    return schema;
  }

  /** The schema of a field, with its comment and its rules. */
  JsonObject field(FieldDescriptor field) {
    var schema = new JsonObject();
    if (field.isMapField()) {
      schema.addProperty("type", "object");
      schema.add("additionalProperties", single(field.getMessageType().findFieldByName("value")));
    } else if (field.isRepeated()) {
      schema.addProperty("type", "array");
      schema.add("items", single(field));
      var rules = field.getOptions().getExtension(ValidateProto.field).getRepeated();
      if (rules.hasMinItems()) {
        schema.addProperty("minItems", rules.getMinItems());
      }
      if (rules.hasMaxItems()) {
        schema.addProperty("maxItems", rules.getMaxItems());
      }
    } else {
      schema = single(field);
    }
    describe(schema, comments.of(field.getFullName()));
    var behaviors = field.getOptions().getExtension(FieldBehaviorProto.fieldBehavior);
    if (behaviors.contains(FieldBehavior.OUTPUT_ONLY)) {
      schema.addProperty("readOnly", true);
    }
    if (behaviors.contains(FieldBehavior.INPUT_ONLY)) {
      schema.addProperty("writeOnly", true);
    }
    return schema;
  }

  private JsonObject single(FieldDescriptor field) {
    return switch (field.getJavaType()) {
      case STRING -> string(field);
      case BOOLEAN -> type("boolean");
      case INT -> integer(field);
      case LONG -> type("string", "int64");
      case FLOAT, DOUBLE -> type("number", "double");
      case BYTE_STRING -> {
        var schema = type("string");
        schema.addProperty("contentEncoding", "base64");
        yield schema;
      }
      case ENUM -> constants(field.getEnumType());
      case MESSAGE -> of(field.getMessageType());
    };
  }

  private JsonObject of(Descriptor type) {
    if (type.equals(Timestamp.getDescriptor())) {
      return type("string", "date-time");
    }
    if (type.equals(Duration.getDescriptor())) {
      var schema = text("Seconds: `3.5s`.");
      schema.addProperty("pattern", "^-?[0-9]+(\\.[0-9]{1,9})?s$");
      return schema;
    }
    if (type.equals(FieldMask.getDescriptor())) {
      return text("Paths of fields, separated by commas, in snake_case or camelCase.");
    }
    if (isWrapper(type)) {
      return single(type.findFieldByName("value"));
    }
    if (type.equals(Empty.getDescriptor())) {
      return type("object");
    }
    return reference(type);
  }

  private static JsonObject string(FieldDescriptor field) {
    var schema = type("string");
    var rules = field.getOptions().getExtension(ValidateProto.field);
    var texts = field.isRepeated() ? rules.getRepeated().getItems().getString() : rules.getString();
    if (texts.hasMinLen()) {
      schema.addProperty("minLength", texts.getMinLen());
    }
    if (texts.hasMaxLen()) {
      schema.addProperty("maxLength", texts.getMaxLen());
    }
    return schema;
  }

  private static JsonObject integer(FieldDescriptor field) {
    var schema = type("integer", "int32");
    var rules = field.getOptions().getExtension(ValidateProto.field).getInt32();
    if (rules.hasGte()) {
      schema.addProperty("minimum", rules.getGte());
    }
    if (rules.hasLte()) {
      schema.addProperty("maximum", rules.getLte());
    }
    return schema;
  }

  private JsonObject constants(EnumDescriptor type) {
    var schema = type("string");
    var values = new JsonArray();
    var lines = new StringBuilder();
    for (var value : type.getValues()) {
      values.add(value.getName());
      var comment = comments.of(type.getFullName() + "." + value.getName());
      if (!comment.isEmpty()) {
        lines.append("\n- `").append(value.getName()).append("`: ").append(comment);
      }
    }
    schema.add("enum", values);
    describe(schema, comments.of(type.getFullName()) + (lines.isEmpty() ? "" : "\n" + lines));
    return schema;
  }

  static JsonObject type(String type) {
    var schema = new JsonObject();
    schema.addProperty("type", type);
    return schema;
  }

  private static JsonObject type(String type, String format) {
    var schema = type(type);
    schema.addProperty("format", format);
    return schema;
  }

  static JsonObject text(String description) {
    var schema = type("string");
    schema.addProperty("description", description);
    return schema;
  }

  /** The schema of a parameter that has messages as texts of JSON. */
  static JsonObject jsonTexts(FieldDescriptor field) {
    var text = type("string");
    text.addProperty("contentMediaType", "application/json");
    if (!field.isRepeated()) {
      return text;
    }
    var schema = type("array");
    schema.add("items", text);
    return schema;
  }

  private static void describe(JsonObject schema, String comment) {
    if (!comment.isEmpty()) {
      schema.addProperty("description", comment);
    }
  }

  /** Whether a field can be a parameter of a query by itself. */
  static boolean isParameter(FieldDescriptor field) {
    return !field.isMapField()
        && (field.getJavaType() != JavaType.MESSAGE
            || isText(field.getMessageType())
            || isWrapper(field.getMessageType()));
  }
}
