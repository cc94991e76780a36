package campus.shared.grpc.wire;

import campus.shared.domain.error.InvalidRequest;
import campus.shared.domain.error.InvalidRequest.Violation;
import campus.shared.domain.value.Checks;
import com.google.api.FieldBehavior;
import com.google.api.FieldBehaviorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a resource that an update changes (AIP-134).
 *
 * <p>Without a mask: all updatable fields that are not empty. {@code *}: all updatable fields. A
 * mask may name fields that only the server sets, which are ignored (AIP-203), and the name and the
 * etag, which say what is updated.
 */
public final class UpdateMask {

  /** How many paths a mask has at most. */
  public static final int MAX_PATHS = 200;

  private static final String FIELD = "update_mask";
  private static final String ALL = "*";
  private static final Set<FieldBehavior> FIXED =
      EnumSet.of(FieldBehavior.OUTPUT_ONLY, FieldBehavior.IMMUTABLE, FieldBehavior.IDENTIFIER);

  private final String path;
  private final Set<String> changed;

  private UpdateMask(String path, Set<String> changed) {
    this.path = path;
    this.changed = changed;
  }

  /**
   * @param path where the resource stands in the request
   * @param known the fields that can be updated
   * @throws InvalidRequest if the mask names others, or a field that is required and empty
   */
  public static UpdateMask of(String path, Message resource, FieldMask mask, List<String> known) {
    var asked = mask.getPathsList();
    if (asked.size() > MAX_PATHS) {
      throw new InvalidRequest(FIELD, "must have at most " + MAX_PATHS + " paths");
    }
    var changed = new LinkedHashSet<String>();
    var violations = new ArrayList<Violation>();
    if (asked.isEmpty()) {
      known.stream().filter(name -> isFilled(resource, name)).forEach(changed::add);
    }
    for (var name : asked) {
      if (name.equals(ALL)) {
        changed.addAll(known);
      } else if (known.contains(name)) {
        changed.add(name);
      } else if (!isLeftAlone(resource, name)) {
        violations.add(
            new Violation(
                FIELD,
                "\"" + name + "\" cannot be updated here, only " + String.join(", ", known)));
      }
    }
    changed.stream()
        .filter(
            name -> !isFilled(resource, name) && has(field(resource, name), FieldBehavior.REQUIRED))
        .forEach(name -> violations.add(new Violation(path + "." + name, Checks.EMPTY)));
    if (!violations.isEmpty()) {
      throw new InvalidRequest(violations);
    }
    return new UpdateMask(path, changed);
  }

  /**
   * The fields of a resource that an update can change (AIP-203): not those that the server sets,
   * nor those that are {@code IMMUTABLE} or say which resource it is.
   */
  public static List<String> updatable(Descriptor resource) {
    return resource.getFields().stream()
        .filter(field -> FIXED.stream().noneMatch(behavior -> has(field, behavior)))
        .map(FieldDescriptor::getName)
        .filter(name -> !name.equals("etag"))
        .toList();
  }

  /**
   * The part of a mask for a message in the resource: {@code bio} of {@code profile.bio}.
   *
   * @return empty if there is no mask; null if the mask does not name the message
   */
  public static @Nullable FieldMask within(String field, FieldMask mask) {
    if (mask.getPathsCount() == 0) {
      return mask;
    }
    var part = FieldMask.newBuilder();
    for (var path : mask.getPathsList()) {
      if (path.equals(ALL) || path.equals(field)) {
        part.addPaths(ALL);
      } else if (path.startsWith(field + ".")) {
        part.addPaths(path.substring(field.length() + 1));
      }
    }
    return part.getPathsCount() == 0 ? null : part.build();
  }

  /** The rest of a mask, without the part for a message in the resource. */
  public static FieldMask without(String field, FieldMask mask) {
    if (mask.getPathsCount() == 0) {
      return mask;
    }
    var rest = FieldMask.newBuilder();
    mask.getPathsList().stream()
        .filter(path -> !path.equals(field) && !path.startsWith(field + "."))
        .forEach(rest::addPaths);
    // An empty mask would stand for all fields that are not empty; the name is ignored.
    return rest.getPathsCount() == 0 ? rest.addPaths("name").build() : rest.build();
  }

  /**
   * The new value of a field.
   *
   * @return null if the field does not change
   * @throws InvalidRequest if the value is invalid, by the path of the field in the request
   */
  public <T> @Nullable T changed(String name, Supplier<T> value) {
    return changed.contains(name) ? Violations.within(path, value) : null;
  }

  /**
   * The change to a field: makes the new value of the current one.
   *
   * @param value the new value, where the field changes; null removes the value
   * @throws InvalidRequest if that is invalid, by the path of the field in the request
   */
  public <T extends @Nullable Object> UnaryOperator<T> change(String name, Supplier<T> value) {
    if (!changed.contains(name)) {
      return current -> current;
    }
    T changedTo = Violations.within(path, value);
    return _ -> changedTo;
  }

  private static boolean isFilled(Message resource, String name) {
    var field = field(resource, name);
    return field.isRepeated()
        ? resource.getRepeatedFieldCount(field) > 0
        : resource.hasField(field);
  }

  private static boolean isLeftAlone(Message resource, String path) {
    Descriptor type = resource.getDescriptorForType();
    boolean leftAlone = false;
    for (var segment : path.split("\\.", -1)) {
      var field = type == null ? null : type.findFieldByName(segment);
      if (field == null) {
        return false;
      }
      leftAlone =
          leftAlone
              || has(field, FieldBehavior.OUTPUT_ONLY)
              || (segment.equals(path)
                  && (has(field, FieldBehavior.IDENTIFIER) || segment.equals("etag")));
      type = field.getJavaType() == JavaType.MESSAGE ? field.getMessageType() : null;
    }
    return leftAlone;
  }

  private static FieldDescriptor field(Message resource, String name) {
    return Objects.requireNonNull(resource.getDescriptorForType().findFieldByName(name), name);
  }

  private static boolean has(FieldDescriptor field, FieldBehavior behavior) {
    return field.getOptions().getExtension(FieldBehaviorProto.fieldBehavior).contains(behavior);
  }
}
