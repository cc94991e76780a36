package campus.shared.grpc.validation;

import campus.shared.application.call.Caller;
import campus.shared.domain.error.InvalidRequest.Violation;
import campus.shared.domain.name.ResourceType;
import campus.shared.domain.value.Checks;
import campus.shared.grpc.wire.Names;
import campus.shared.grpc.wire.ResourceTypes;
import campus.shared.grpc.wire.Violations;
import campus.shared.v1.Reference;
import campus.shared.v1.ReferenceProto;
import com.google.api.FieldBehavior;
import com.google.api.FieldBehaviorProto;
import com.google.api.FieldInfo;
import com.google.api.FieldInfoProto;
import com.google.api.ResourceProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the contracts for requests: those of protovalidate, and the general ones for texts,
 * resource names and references.
 */
public final class RequestRules {

  /** Of any version, although {@code UUID4} is the only format for UUIDs that AIP-202 knows. */
  private static final Pattern UUID =
      Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

  private final ProtovalidateRules written;
  private final Map<Descriptor, Plan> plans;

  /**
   * @param messages all messages of the contracts
   */
  public RequestRules(Collection<Descriptor> messages, ResourceTypes types) {
    written = new ProtovalidateRules(messages);
    plans =
        messages.stream()
            .collect(Collectors.toMap(Function.identity(), message -> Plan.of(message, types)));
  }

  /**
   * The violations of a request, at most {@link Violations#MAX}; none for requests without a
   * contract of ours, such as health checks.
   */
  List<Violation> check(Message request, Caller caller) {
    if (!plans.containsKey(request.getDescriptorForType())) {
      return List.of();
    }
    var walk = new Walk(caller);
    walk.visit(request, "", false, false);
    written.check(request).takeWhile(_ -> !walk.isFull()).forEachOrdered(walk.violations::add);
    return List.copyOf(walk.violations);
  }

  /**
   * What to check in messages of a type.
   *
   * @param updates whether it is an update (AIP-134), whose resource needs a name
   */
  private record Plan(List<TextField> texts, List<Part> parts, boolean updates) {

    /**
     * A field with a message.
     *
     * @param ignored whether requests carry it only because it was read before (AIP-203)
     * @param reference how it names a resource; null for none
     */
    record Part(FieldDescriptor field, boolean ignored, @Nullable Reference reference) {

      static Part of(FieldDescriptor field) {
        var options = field.getOptions();
        return new Part(
            field,
            has(field, FieldBehavior.OUTPUT_ONLY),
            options.hasExtension(ReferenceProto.reference)
                ? options.getExtension(ReferenceProto.reference)
                : null);
      }
    }

    /**
     * A field with a text.
     *
     * @param names the type of the names in it; null for none
     * @param uuid whether it is a UUID
     */
    record TextField(
        FieldDescriptor field,
        @Nullable ResourceType names,
        boolean own,
        boolean required,
        boolean uuid) {}

    static Plan of(Descriptor message, ResourceTypes types) {
      var texts =
          message.getFields().stream()
              .filter(field -> field.getJavaType() == JavaType.STRING)
              .map(field ->
                  new TextField(
                      field,
                      types.namedBy(field),
                      ResourceTypes.isOwnName(field),
                      has(field, FieldBehavior.REQUIRED),
                      isUuid(field)))
              .toList();
      var messages =
          message.getFields().stream()
              .filter(field -> field.getJavaType() == JavaType.MESSAGE)
              .toList();
      boolean updates =
          messages.stream()
              .anyMatch(field ->
                  field.getName().equals("update_mask")
                      && field.getMessageType().equals(FieldMask.getDescriptor())
                      // An update by filter has no name.
                      && message.findFieldByName("filter") == null);
      return new Plan(texts, messages.stream().map(Part::of).toList(), updates);
    }
  }

  private static boolean has(FieldDescriptor field, FieldBehavior behavior) {
    return field.getOptions().getExtension(FieldBehaviorProto.fieldBehavior).contains(behavior);
  }

  private static boolean isUuid(FieldDescriptor field) {
    return field.getOptions().getExtension(FieldInfoProto.fieldInfo).getFormat()
        == FieldInfo.Format.UUID4;
  }

  /** Walks over a request and collects violations. */
  private final class Walk {

    private final Caller caller;
    private final Set<Violation> violations = new LinkedHashSet<>();

    Walk(Caller caller) {
      this.caller = caller;
    }

    /**
     * @param named whether the message needs its own name
     * @param ignored whether requests carry it only because it was read before (AIP-203)
     */
    void visit(Message message, String path, boolean named, boolean ignored) {
      var plan = plans.get(message.getDescriptorForType());
      if (plan == null || isFull()) {
        return;
      }
      for (var text : plan.texts()) {
        var at = ProtovalidateRules.join(path, text.field().getName());
        if (text.field().isRepeated()) {
          int count = message.getRepeatedFieldCount(text.field());
          for (int i = 0; i < count && !isFull(); i++) {
            var value = (String) message.getRepeatedField(text.field(), i);
            check(text, value, at + "[" + i + "]", true, ignored);
          }
        } else {
          boolean required = text.own() ? named : text.required();
          check(text, (String) message.getField(text.field()), at, required, ignored);
        }
      }
      for (var part : plan.parts()) {
        var field = part.field();
        var at = ProtovalidateRules.join(path, field.getName());
        boolean below = ignored || part.ignored();
        if (field.isRepeated()) {
          int count = message.getRepeatedFieldCount(field);
          for (int i = 0; i < count && !isFull(); i++) {
            var element = (Message) message.getRepeatedField(field, i);
            requireNamed(part, element, at + "[" + i + "]", below);
            visit(element, at + "[" + i + "]", false, below);
          }
        } else if (message.hasField(field)) {
          boolean resource =
              field.getMessageType().getOptions().hasExtension(ResourceProto.resource);
          var value = (Message) message.getField(field);
          requireNamed(part, value, at, below);
          visit(value, at, plan.updates() && resource, below);
        }
      }
    }

    /** A present reference must name something; an absent one means none. */
    private void requireNamed(Plan.Part part, Message value, String path, boolean ignored) {
      var reference = part.reference();
      if (reference == null || ignored || isFilled(value, ResourceTypes.NAME)) {
        return;
      }
      var key = reference.getNaturalKey();
      if (key.isEmpty()) {
        violations.add(new Violation(path + ".name", Checks.REQUIRED));
      } else if (!isFilled(value, key)) {
        violations.add(
            new Violation(path + ".name", Checks.REQUIRED + ", or " + key + " in its place"));
      }
    }

    private static boolean isFilled(Message message, String field) {
      return message.hasField(message.getDescriptorForType().findFieldByName(field));
    }

    boolean isFull() {
      return violations.size() >= Violations.MAX;
    }

    private void check(
        Plan.TextField text, String value, String path, boolean required, boolean ignored) {
      var type = text.names();
      if (value.indexOf('\0') >= 0) {
        violations.add(new Violation(path, "must not contain the character U+0000"));
      } else if (type != null
          && !ignored
          && (required || !value.isEmpty())
          && Names.parse(type, value, caller) == null
          && Names.parseNatural(type, value, caller) == null) {
        violations.add(new Violation(path, Names.expected(type, caller)));
      } else if (text.uuid() && !value.isEmpty() && !UUID.matcher(value).matches()) {
        violations.add(new Violation(path, "must be a valid UUID"));
      }
    }
  }
}
