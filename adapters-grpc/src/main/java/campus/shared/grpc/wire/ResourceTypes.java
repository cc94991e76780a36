package campus.shared.grpc.wire;

import campus.shared.domain.name.ResourceType;
import com.google.api.ResourceProto;
import com.google.protobuf.DescriptorProtos.FieldOptions;
import com.google.protobuf.DescriptorProtos.MessageOptions;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The resource types of the contracts, and the fields that hold their names. */
public final class ResourceTypes {

  public static final String NAME = "name";

  private final Map<String, ResourceType> byType = new HashMap<>();

  /**
   * @param messages all that the contracts know
   */
  public ResourceTypes(Collection<Descriptor> messages) {
    for (var message : messages) {
      MessageOptions options = message.getOptions();
      if (options.hasExtension(ResourceProto.resource)) {
        byType.put(options.getExtension(ResourceProto.resource).getType(), of(message));
      }
    }
  }

  /** As those of the contracts, from types of the domain. */
  public static ResourceTypes ofTypes(Collection<ResourceType> types) {
    var all = new ResourceTypes(List.of());
    types.forEach(type -> all.byType.put("campus/" + type.name(), type));
    return all;
  }

  public static boolean isResource(Descriptor message) {
    return message.getOptions().hasExtension(ResourceProto.resource);
  }

  /** The resources that a message is or holds, without those that they relate to. */
  public static List<Message> elementsOf(Message answer) {
    return isResource(answer.getDescriptorForType()) ? List.of(answer) : resourcesIn(answer);
  }

  /**
   * The resources that those of an answer relate to, at any depth, of which it holds more than the
   * name.
   */
  public static List<Message> relatedIn(Message answer) {
    var found = new ArrayList<Message>();
    elementsOf(answer).forEach(element -> addRelated(element, found));
    return found;
  }

  private static void addRelated(Message resource, List<Message> found) {
    for (var related : resourcesIn(resource)) {
      if (related.getAllFields().size() > 1) {
        found.add(related);
      }
      addRelated(related, found);
    }
  }

  private static List<Message> resourcesIn(Message message) {
    var found = new ArrayList<Message>();
    message
        .getAllFields()
        .forEach((field, value) -> {
          if (field.getJavaType() == JavaType.MESSAGE && isResource(field.getMessageType())) {
            if (value instanceof List<?> many) {
              many.forEach(one -> found.add((Message) one));
            } else {
              found.add((Message) value);
            }
          }
        });
    return found;
  }

  /** Many resources, as names of methods have it: {@code IdentityCards}. */
  public static String pluralOf(Descriptor message) {
    var plural = message.getOptions().getExtension(ResourceProto.resource).getPlural();
    return Character.toUpperCase(plural.charAt(0)) + plural.substring(1);
  }

  /** The type of resource that a message is. */
  public static ResourceType of(Descriptor message) {
    var resource = message.getOptions().getExtension(ResourceProto.resource);
    return new ResourceType(message.getName(), resource.getPattern(0));
  }

  /** The type of the names in a field: its own or a reference; null for neither. */
  public @Nullable ResourceType namedBy(FieldDescriptor field) {
    if (field.getJavaType() != JavaType.STRING) {
      return null;
    }
    FieldOptions options = field.getOptions();
    if (options.hasExtension(ResourceProto.resourceReference)) {
      return get(options.getExtension(ResourceProto.resourceReference).getType(), field);
    }
    MessageOptions message = field.getContainingType().getOptions();
    if (field.getName().equals(NAME) && message.hasExtension(ResourceProto.resource)) {
      return get(message.getExtension(ResourceProto.resource).getType(), field);
    }
    return null;
  }

  /** The contract type of a resource name, {@code campus/Post}; empty if it is none. */
  public String typeOf(String name) {
    return byType.entrySet().stream()
        .filter(entry -> entry.getValue().parse(name, null) != null)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("");
  }

  /** Whether the field is the name of its own message. */
  public static boolean isOwnName(FieldDescriptor field) {
    return field.getName().equals(NAME)
        && field.getContainingType().getOptions().hasExtension(ResourceProto.resource);
  }

  private ResourceType get(String type, FieldDescriptor field) {
    var found = byType.get(type);
    if (found == null) {
      throw new IllegalStateException(
          field + " refers to " + type + ", which no contract declares");
    }
    return found;
  }
}
