package campus.shared.web.json;

import com.google.api.FieldBehavior;
import com.google.api.FieldBehaviorProto;
import com.google.api.ResourceProto;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.FieldMask;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an update without a mask changes: the fields that its body names (AIP-134). */
final class Patch {

  /** Say what is updated, or are never updated; so clients may send back what they have got. */
  private static final Set<FieldBehavior> FIXED =
      Set.of(FieldBehavior.OUTPUT_ONLY, FieldBehavior.IDENTIFIER, FieldBehavior.IMMUTABLE);

  private Patch() {}

  /**
   * The fields that a body names, empty ones and {@code null} too.
   *
   * @param json of the resource, which {@link Json#merge} has taken
   */
  static FieldMask mask(Descriptor resource, String json) {
    var mask = FieldMask.newBuilder();
    if (JsonParser.parseString(json) instanceof JsonObject object) {
      add(resource, object, "", mask);
    }
    return mask.build();
  }

  private static void add(
      Descriptor type, JsonObject object, String prefix, FieldMask.Builder mask) {
    for (var field : type.getFields()) {
      var value = value(object, field);
      if (value == null || isFixed(field)) {
        continue;
      }
      var path = prefix + field.getName();
      if (value instanceof JsonObject inner && isPart(field, type)) {
        add(field.getMessageType(), inner, path + ".", mask);
      } else {
        mask.addPaths(path);
      }
    }
  }

  private static @Nullable JsonElement value(JsonObject object, FieldDescriptor field) {
    var value = object.get(field.getJsonName());
    return value == null ? object.get(field.getName()) : value;
  }

  private static boolean isFixed(FieldDescriptor field) {
    return field.getName().equals("name")
        || field.getName().equals("etag")
        || field.getOptions().getExtension(FieldBehaviorProto.fieldBehavior).stream()
            .anyMatch(FIXED::contains);
  }

  /** Whether a field is a part of its resource, as a profile is of a user, not a reference. */
  private static boolean isPart(FieldDescriptor field, Descriptor owner) {
    return field.getJavaType() == JavaType.MESSAGE
        && !field.isRepeated()
        && pattern(field.getMessageType()).startsWith(pattern(owner) + "/");
  }

  private static String pattern(Descriptor type) {
    var resource = type.getOptions().getExtension(ResourceProto.resource);
    return resource.getPatternCount() == 0 ? "?" : resource.getPattern(0);
  }
}
