package campus.shared.grpc.validation;

import build.buf.protovalidate.Config;
import build.buf.protovalidate.Validator;
import build.buf.protovalidate.ValidatorFactory;
import build.buf.protovalidate.exceptions.CompilationException;
import build.buf.protovalidate.exceptions.ValidationException;
import build.buf.validate.FieldPath;
import build.buf.validate.FieldPathElement;
import campus.shared.domain.error.InvalidRequest.Violation;
import campus.shared.domain.value.Checks;
import campus.shared.domain.value.Text;
import campus.shared.v1.LineProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Message;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** The rules that the contracts write for protovalidate. */
final class ProtovalidateRules {

  // Compiled while the server starts; the first request waits for it.
  private final CompletableFuture<Validator> validator;

  /**
   * @param messages all messages of the contracts
   */
  ProtovalidateRules(Collection<Descriptor> messages) {
    validator = CompletableFuture.supplyAsync(() -> compile(messages));
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

  /** The violations of a request, except lines that fit when they are cleaned. */
  Stream<Violation> check(Message request) {
    try {
      return validator.join().validate(request).getViolations().stream()
          .filter(violation -> !fitsWhenCleaned(violation))
          .map(violation -> toViolation(violation.toProto()));
    } catch (ValidationException e) {
      throw new IllegalStateException("the rules of " + request.getClass() + " failed", e);
    }
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

  static String join(String path, String field) {
    return path.isEmpty() ? field : path + "." + field;
  }
}
