package campus.shared.grpc.wire;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Fields of messages, by the names that the AIPs give them. */
public final class Fields {

  private Fields() {}

  /**
   * The value of a field that the message has to have.
   *
   * @throws NullPointerException if it has none
   */
  public static Object value(Message message, String field) {
    var descriptor = message.getDescriptorForType().findFieldByName(field);
    return message.getField(Objects.requireNonNull(descriptor, field));
  }

  /** The value of a field; {@code otherwise} if the message has no such field. */
  @SuppressWarnings("unchecked") // the contracts give fields the types that the AIPs say
  public static <T> T value(Message message, String field, T otherwise) {
    var descriptor = message.getDescriptorForType().findFieldByName(field);
    return descriptor == null ? otherwise : (T) message.getField(descriptor);
  }

  /** A text; empty if the message has no such field. */
  public static String text(Message message, String field) {
    return value(message, field, "");
  }

  /** A number; 0 if the message has no such field. */
  public static int number(Message message, String field) {
    return value(message, field, 0);
  }

  /** A flag; false if the message has no such field. */
  public static boolean flag(Message message, String field) {
    return value(message, field, false);
  }

  /** The elements of a repeated field of messages; none if the message has no such field. */
  public static List<Message> messages(Message message, String field) {
    return value(message, field, List.of());
  }

  /** The field of a message that holds messages of a type. */
  public static FieldDescriptor ofType(Descriptor message, Descriptor type) {
    return message.getFields().stream()
        .filter(field -> isMessage(field) && field.getMessageType().equals(type))
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException(message.getFullName() + " has no " + type.getName()));
  }

  /** The first repeated field of messages; null if there is none. */
  public static @Nullable FieldDescriptor elements(Descriptor message) {
    return message.getFields().stream()
        .filter(field -> field.isRepeated() && isMessage(field))
        .findFirst()
        .orElse(null);
  }

  private static boolean isMessage(FieldDescriptor field) {
    return field.getJavaType() == JavaType.MESSAGE;
  }
}
