package campus.shared.web.json;

import campus.shared.web.http.HttpFailure;
import com.google.gson.JsonPrimitive;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;

/**
 * Sets fields of a request from its path and its query, as said by the rules for {@code
 * google.api.http}.
 */
final class Parameters {

  private final Message.Builder request;
  private final Set<String> seen = new HashSet<>();

  Parameters(Message.Builder request) {
    this.request = request;
  }

  /**
   * Sets a field. A repeated one gets one value more.
   *
   * @param path of fields, each by its name in the contract or in JSON: {@code post.name}
   * @throws HttpFailure if there is no such field, or it cannot have the value
   */
  void set(String path, String value) {
    var at = request;
    var names = path.split("\\.", -1);
    for (int i = 0; i < names.length; i++) {
      var field = field(at.getDescriptorForType(), names[i], path);
      if (i == names.length - 1) {
        set(at, field, path, value);
      } else if (field.getJavaType() == JavaType.MESSAGE && !field.isRepeated()) {
        at = at.getFieldBuilder(field);
      } else {
        throw HttpFailure.invalid(path, "is not a field here");
      }
    }
  }

  private static FieldDescriptor field(Descriptor type, String name, String path) {
    var field = type.findFieldByName(name);
    if (field == null) {
      field =
          type.getFields().stream()
              .filter(candidate -> candidate.getJsonName().equals(name))
              .findFirst()
              .orElseThrow(() -> HttpFailure.invalid(path, "is not a field here"));
    }
    return field;
  }

  private void set(Message.Builder message, FieldDescriptor field, String path, String text) {
    if (field.isMapField()) {
      throw HttpFailure.invalid(path, "can only be sent in a body");
    }
    if (field.isRepeated()) {
      message.addRepeatedField(field, value(message, field, path, text));
    } else if (seen.add(path)) {
      message.setField(field, value(message, field, path, text));
    } else {
      throw HttpFailure.invalid(path, "was given twice");
    }
  }

  private static Object value(
      Message.Builder message, FieldDescriptor field, String path, String text) {
    try {
      return switch (field.getJavaType()) {
        case STRING -> text;
        case INT ->
            field.getType() == FieldDescriptor.Type.UINT32
                ? Integer.parseUnsignedInt(text)
                : Integer.parseInt(text);
        case LONG -> Long.parseLong(text);
        case FLOAT -> Float.parseFloat(text);
        case DOUBLE -> Double.parseDouble(text);
        case BOOLEAN -> bool(path, text);
        case BYTE_STRING -> ByteString.copyFrom(Base64.getUrlDecoder().decode(text));
        case ENUM -> constant(field.getEnumType(), path, text);
        case MESSAGE -> message(message.newBuilderForField(field), path, text);
      };
    } catch (IllegalArgumentException e) {
      throw HttpFailure.invalid(
          path,
          switch (field.getJavaType()) {
            case INT, LONG -> "must be a whole number";
            case FLOAT, DOUBLE -> "must be a number";
            default -> "must be base64";
          });
    }
  }

  private static boolean bool(String path, String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw HttpFailure.invalid(path, "must be true or false");
    };
  }

  private static Object constant(EnumDescriptor type, String path, String text) {
    var known = type.findValueByName(text);
    if (known == null) {
      throw HttpFailure.invalid(
          path,
          "must be one of "
              + String.join(
                  ", ", type.getValues().stream().map(value -> value.getName()).toList()));
    }
    return known;
  }

  /** Times, durations and masks as their text; other messages as JSON objects. */
  private static Message message(Message.Builder value, String path, String text) {
    boolean object = text.startsWith("{");
    try {
      Json.merge("", object ? text : new JsonPrimitive(text).toString(), value);
    } catch (HttpFailure e) {
      throw HttpFailure.invalid(path, e.message());
    }
    return value.build();
  }
}
