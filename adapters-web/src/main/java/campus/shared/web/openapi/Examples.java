package campus.shared.web.openapi;

import com.google.api.FieldBehavior;
import com.google.api.FieldBehaviorProto;
import com.google.api.ResourceProto;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Examples of requests, which are valid by the rules of their contracts. */
final class Examples {

  private static final String ID = "01a1fc81-8d49-7510-a048-403370c11977";
  private static final int MAX_DEPTH = 3;

  /** What a field of that name says, wherever it is. */
  private static final Map<String, String> TEXTS =
      Map.ofEntries(
          Map.entry("username", "ada"),
          Map.entry("login", "ada"),
          Map.entry("email", "ada@example.org"),
          Map.entry("password", "correct horse battery"),
          Map.entry("current_password", "correct horse battery"),
          Map.entry("new_password", "wrong horse battery"),
          Map.entry("full_name", "Ada Lovelace"),
          Map.entry("display_name", "Ada Lovelace"),
          Map.entry("bio", "First programmer"),
          Map.entry("title", "Relations"),
          Map.entry("body", "What belongs together is read together."),
          Map.entry("label", "java"),
          Map.entry("query", "relations"),
          Map.entry("currency", "EUR"),
          Map.entry("currency_code", "EUR"),
          Map.entry("units", "10"),
          Map.entry("number", "C-0001"),
          Map.entry("description", "Books"),
          Map.entry("job_title", "Librarian"),
          Map.entry("isbn", "9783161484100"),
          Map.entry("time_zone", "Europe/Berlin"),
          Map.entry("resource_type", "campus/Post"),
          Map.entry("field", "create_time"));

  /** Optional fields that an example is better with. */
  private static final Set<String> WORTH_SHOWING =
      Set.of(
          "full_name",
          "body",
          "tags",
          "label",
          "profile",
          "state",
          "currency",
          "currency_code",
          "units",
          "username",
          "email");

  private final Map<String, String> parents;

  /**
   * @param patterns the patterns of resources by type: {@code posts/*}
   */
  Examples(Map<String, String> patterns) {
    this.parents = patterns;
  }

  /** A message to send. */
  JsonObject message(Descriptor type) {
    return message(type, 0);
  }

  private JsonObject message(Descriptor type, int depth) {
    var example = new JsonObject();
    for (var field : type.getFields()) {
      if (isShown(field) && depth < MAX_DEPTH) {
        var value = value(field, depth);
        if (value != null) {
          example.add(field.getJsonName(), value);
        }
      }
    }
    return example;
  }

  private static boolean isShown(FieldDescriptor field) {
    var behaviors = field.getOptions().getExtension(FieldBehaviorProto.fieldBehavior);
    return !behaviors.contains(FieldBehavior.OUTPUT_ONLY)
        && !behaviors.contains(FieldBehavior.IDENTIFIER)
        && (behaviors.contains(FieldBehavior.REQUIRED) || WORTH_SHOWING.contains(field.getName()));
  }

  private @Nullable JsonElement value(FieldDescriptor field, int depth) {
    if (field.isMapField()) {
      return null;
    }
    var single = single(field, depth);
    if (!field.isRepeated() || single == null) {
      return single;
    }
    var array = new JsonArray();
    array.add(single);
    return array;
  }

  private @Nullable JsonElement single(FieldDescriptor field, int depth) {
    return switch (field.getJavaType()) {
      case STRING -> text(field);
      case INT -> new JsonPrimitive(field.getName().equals("quantity") ? 1 : 10);
      case LONG -> new JsonPrimitive(TEXTS.getOrDefault(field.getName(), "10"));
      case FLOAT, DOUBLE -> new JsonPrimitive(1.5);
      case BOOLEAN -> new JsonPrimitive(true);
      case BYTE_STRING -> null;
      case ENUM -> new JsonPrimitive(field.getEnumType().getValues().getLast().getName());
      case MESSAGE -> {
        var type = field.getMessageType();
        yield Schemas.isText(type)
            ? null
            : Schemas.isWrapper(type)
                ? single(type.findFieldByName("value"), depth)
                : message(type, depth + 1);
      }
    };
  }

  private @Nullable JsonElement text(FieldDescriptor field) {
    var known = TEXTS.get(field.getName());
    if (known != null) {
      return new JsonPrimitive(known);
    }
    var reference = field.getOptions().getExtension(ResourceProto.resourceReference).getType();
    var pattern = parents.get(reference);
    if (pattern != null) {
      return new JsonPrimitive(pattern.replace("*", ID));
    }
    return field.getJavaType() == JavaType.STRING ? new JsonPrimitive("…") : null;
  }

  /** The id of a resource in a path. */
  static String id() {
    return ID;
  }
}
