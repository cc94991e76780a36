package campus.shared.grpc.edge;

import build.buf.protovalidate.Config;
import build.buf.protovalidate.Validator;
import build.buf.protovalidate.ValidatorFactory;
import build.buf.protovalidate.exceptions.CompilationException;
import build.buf.protovalidate.exceptions.ValidationException;
import build.buf.validate.FieldPath;
import build.buf.validate.FieldPathElement;
import campus.shared.application.call.Caller;
import campus.shared.domain.Checks;
import campus.shared.domain.InvalidRequest.Violation;
import campus.shared.domain.ResourceType;
import campus.shared.domain.Text;
import campus.shared.grpc.wire.Names;
import campus.shared.grpc.wire.ResourceTypes;
import campus.shared.grpc.wire.Violations;
import campus.shared.v1.LineProto;
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
import java.util.concurrent.CompletableFuture;
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

  // Compiled while the server starts; the first request waits for it.
  private final CompletableFuture<Validator> validator;

  private final Map<Descriptor, Plan> plans;

  /**
   * @param messages all messages of the contracts
   */
  RequestRules(Collection<Descriptor> messages, ResourceTypes types) {
    validator = CompletableFuture.supplyAsync(() -> compile(messages));
    plans =
        messages.stream()
            .collect(Collectors.toMap(Function.identity(), message -> Plan.of(message, types)));
  }

  private static Validator compile(Collection<Descriptor> messages) {
    try {
      return ValidatorFactory.newBuilder()
          .withConfig(Config.newBuilder().setEnableNativeRules(true).build())
          .buildWithDescriptors(List.copyOf(messages), true);
    } catch (CompilationException e) {
      throw new IllegalStateException("a rule of a contract cannot be compiled", e);
    }
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
    try {
      for (var violation : validator.join().validate(request).getViolations()) {
        if (walk.isFull()) {
          break;
        }
        if (!fitsWhenCleaned(violation)) {
          walk.violations.add(toViolation(violation.toProto()));
        }
      }
    } catch (ValidationException e) {
      throw new IllegalStateException("the rules of " + request.getClass() + " failed", e);
    }
    return List.copyOf(walk.violations);
  }

  /** Whether a line is too long only before it is cleaned. */
  private static boolean fitsWhenCleaned(build.buf.protovalidate.Violation violation) {
    var field = violation.getFieldValue();
    var max = violation.getRuleValue();
    return violation.toProto().getRuleId().equals("string.max_len")
        && field != null
        && max != null
        && field.getDescriptor().getOptions().getExtension(LineProto.line)
        && field.getValue() instanceof String text
        && max.getValue() instanceof Long length
        // So much white space is no accident.
        && text.length() <= 10 * length
        && Text.length(Text.clean(text)) <= length;
  }

  private static Violation toViolation(build.buf.validate.Violation violation) {
    var path = path(violation.getField());
    // A rule of a whole message has no path; its id names the field.
    if (violation.getRule().getElementsCount() == 0) {
      path = join(path, violation.getRuleId());
    }
    return new Violation(path, description(violation));
  }

  /** The wording that other violations of the kind have. */
  private static String description(build.buf.validate.Violation violation) {
    var message = violation.getMessage();
    return switch (violation.getRuleId()) {
      case "required" -> Checks.REQUIRED;
      case "string.min_len" ->
          message.equals("must be at least 1 characters") ? Checks.EMPTY : message;
      default -> message;
    };
  }

  private static String path(FieldPath fields) {
    var path = "";
    for (var element : fields.getElementsList()) {
      path = join(path, element.getFieldName()) + subscript(element);
    }
    return path;
  }

  private static String subscript(FieldPathElement element) {
    return switch (element.getSubscriptCase()) {
      case INDEX -> "[" + element.getIndex() + "]";
      case BOOL_KEY -> "[" + element.getBoolKey() + "]";
      case INT_KEY -> "[" + element.getIntKey() + "]";
      case UINT_KEY -> "[" + Long.toUnsignedString(element.getUintKey()) + "]";
      case STRING_KEY -> "[\"" + element.getStringKey() + "\"]";
      case SUBSCRIPT_NOT_SET -> "";
    };
  }

  private static String join(String path, String field) {
    return path.isEmpty() ? field : path + "." + field;
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
        var at = join(path, text.field().getName());
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
        var at = join(path, field.getName());
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
          && Names.parse(type, value, caller) == null) {
        violations.add(new Violation(path, Names.expected(type, caller)));
      } else if (text.uuid() && !value.isEmpty() && !UUID.matcher(value).matches()) {
        violations.add(new Violation(path, "must be a valid UUID"));
      }
    }
  }
}
