package campus.shared.web.json;

import campus.shared.web.http.HttpFailure;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import com.google.protobuf.util.JsonFormat.TypeRegistry;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.PreconditionFailure;
import com.google.rpc.ResourceInfo;
import com.google.rpc.RetryInfo;
import java.util.regex.Pattern;

/** Messages as JSON, in protobuf's own mapping (proto3 JSON). */
public final class Json {

  private static final TypeRegistry DETAILS =
      TypeRegistry.newBuilder()
          .add(ErrorInfo.getDescriptor())
          .add(BadRequest.getDescriptor())
          .add(ResourceInfo.getDescriptor())
          .add(PreconditionFailure.getDescriptor())
          .add(RetryInfo.getDescriptor())
          .build();

  private static final JsonFormat.Printer PRINTER =
      JsonFormat.printer().usingTypeRegistry(DETAILS).omittingInsignificantWhitespace();

  private static final JsonFormat.Parser PARSER = JsonFormat.parser();

  private static final Pattern UNKNOWN = Pattern.compile("Cannot find field: (.*) in message .*");
  private static final Pattern CONSTANT =
      Pattern.compile("Invalid enum value: \"?([^\"]*)\"? for enum type: (?:[\\w.]+\\.)?(\\w+)");

  private static final Pattern CLASS_NAME = Pattern.compile("^([\\w.]+Exception: )+");

  private Json() {}

  /** A message as one line of JSON. */
  public static String print(Message message) {
    try {
      return PRINTER.print(message);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(
          "not printable: " + message.getDescriptorForType().getFullName(), e);
    }
  }

  /**
   * Adds to a message what JSON says.
   *
   * @param field where the message stands in the request; empty for the request itself
   * @throws HttpFailure if it is no JSON of such a message
   */
  public static void merge(String field, String json, Message.Builder into) {
    StrictJson.check(field, json);
    try {
      PARSER.merge(json, into);
    } catch (InvalidProtocolBufferException e) {
      throw failure(field, String.valueOf(e.getMessage()));
    }
  }

  private static HttpFailure failure(String field, String message) {
    var line = message.lines().findFirst().orElse("");
    var unknown = UNKNOWN.matcher(line);
    if (unknown.matches()) {
      return HttpFailure.invalid(
          field.isEmpty() ? unknown.group(1) : field + "." + unknown.group(1),
          "is not a field here");
    }
    var constant = CONSTANT.matcher(line);
    if (constant.matches()) {
      return HttpFailure.invalid(
          field, "\"" + constant.group(1) + "\" is not a value of " + constant.group(2));
    }
    return HttpFailure.invalid(field, "invalid JSON: " + CLASS_NAME.matcher(line).replaceFirst(""));
  }
}
