package campus.shared.web.json;

import campus.shared.web.http.Exchange;
import campus.shared.web.http.HttpFailure;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Headers that stand for fields: {@code Idempotency-Key} and {@code If-Match}. */
final class Conditions {

  private static final String KEY = "idempotency-key";
  private static final String IF_MATCH = "if-match";
  private static final Pattern QUOTED = Pattern.compile("(?:W/)?\"([^\"]*)\"");

  private Conditions() {}

  /**
   * Fills {@code request_id} and {@code etag}.
   *
   * @throws HttpFailure if the method has no such field, or the request says otherwise there
   */
  static void apply(Exchange exchange, Route route, Message.Builder request) {
    var key = exchange.header(KEY);
    if (key != null && !route.method().isSafe()) {
      // Quoted by the draft of the header, and bare in practice.
      var quoted = QUOTED.matcher(key.strip());
      set(request, "request_id", KEY, quoted.matches() ? quoted.group(1) : key.strip());
    }
    if (isConditional(exchange)) {
      var tag = QUOTED.matcher(Objects.requireNonNull(exchange.header(IF_MATCH)).strip());
      if (!tag.matches()) {
        throw HttpFailure.invalid("", "header if-match: must be one etag in quotes");
      }
      set(holder(route, request), "etag", IF_MATCH, tag.group(1));
    }
  }

  /** Whether the request depends on an etag, so that a stale one is 412. */
  static boolean isConditional(Exchange exchange) {
    var tag = exchange.header(IF_MATCH);
    return tag != null && !tag.strip().equals("*");
  }

  /** The request, or the resource in it. */
  private static Message.Builder holder(Route route, Message.Builder request) {
    var field = request.getDescriptorForType().findFieldByName("etag");
    var body = request.getDescriptorForType().findFieldByName(route.body());
    return field == null && body != null && body.getJavaType() == JavaType.MESSAGE
        ? request.getFieldBuilder(body)
        : request;
  }

  private static void set(Message.Builder message, String name, String header, String value) {
    var field = message.getDescriptorForType().findFieldByName(name);
    if (!isText(field)) {
      throw HttpFailure.invalid("", "header " + header + ": this method has no " + name);
    }
    var before = message.getField(Objects.requireNonNull(field));
    if (!before.equals("") && !before.equals(value)) {
      throw HttpFailure.invalid(name, "differs from the header " + header);
    }
    message.setField(field, value);
  }

  private static boolean isText(@Nullable FieldDescriptor field) {
    return field != null && !field.isRepeated() && field.getJavaType() == JavaType.STRING;
  }
}
