package campus.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.BadRequest.FieldViolation;
import com.google.rpc.ErrorInfo;
import com.google.rpc.ResourceInfo;
import com.google.rpc.Status;
import io.grpc.Metadata;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

/** How a call failed. Whatever it is, it tells nothing of what is behind the contract. */
final class FailedCall {

  /** Statements, constraints, classes, tables, files. */
  private static final Pattern INDISCRETION =
      Pattern.compile(
          "\\b(SELECT|INSERT|UPDATE|DELETE|WHERE)\\b|_f?p?key\\b|\\b(campus\\.[a-z]+\\.(?!v\\d)|(java|org|io|com)\\.[a-z]+\\.)"
              + "|\\.java\\b|(?i:constraint|violates|exception|postgres|jdbc|hikari|\\bsql)");

  private final StatusRuntimeException error;
  private final Status status;

  private FailedCall(StatusRuntimeException error) {
    this.error = error;
    var status = StatusProto.fromThrowable(error);
    this.status = status == null ? Status.getDefaultInstance() : status;
  }

  /** How a call fails; it has to. */
  static FailedCall of(ThrowingCallable call) {
    var error = catchThrowableOfType(StatusRuntimeException.class, call);
    assertThat(error).as("the call should have failed").isNotNull();
    return of(error);
  }

  static FailedCall of(StatusRuntimeException error) {
    var failure = new FailedCall(error);
    assertThat(failure.code()).isNotEqualTo(Code.UNKNOWN);
    assertThat(String.valueOf(error.getMessage())).doesNotContainPattern(INDISCRETION);
    assertThat(failure.detailsText()).doesNotContainPattern(INDISCRETION);
    return failure;
  }

  /** Checks status and reason. */
  FailedCall is(Code code, String reason) {
    assertThat(code() + " " + reason()).as(message()).isEqualTo(code + " " + reason);
    return this;
  }

  /** Checks which fields it names; the message has to name them too. */
  FailedCall names(String... fields) {
    var badRequest = detail(BadRequest.class);
    var violations =
        badRequest == null ? List.<FieldViolation>of() : badRequest.getFieldViolationsList();
    assertThat(violations).extracting(FieldViolation::getField).containsExactly(fields);
    assertThat(violations)
        .allSatisfy(violation -> {
          assertThat(violation.getDescription()).isNotEmpty();
          assertThat(message()).contains(violation.getDescription());
          assertThat(violation.getDescription()).doesNotStartWith(violation.getField());
        });
    return this;
  }

  /** Checks which resource it speaks of; the message has to name it too. */
  FailedCall isAbout(String resource) {
    var info = detail(ResourceInfo.class);
    assertThat(info == null ? "" : info.getResourceName()).isEqualTo(resource);
    assertThat(info == null ? "" : info.getResourceType()).startsWith("campus/");
    assertThat(message()).contains(resource);
    return this;
  }

  Code code() {
    return error.getStatus().getCode();
  }

  String message() {
    return String.valueOf(error.getStatus().getDescription());
  }

  /** Empty for none. */
  String reason() {
    var info = detail(ErrorInfo.class);
    if (info == null) {
      return "";
    }
    assertThat(info.getDomain()).isEqualTo("campus");
    return info.getReason();
  }

  boolean hasDetails() {
    return status.getDetailsCount() > 0;
  }

  <D extends Message> @Nullable D detail(Class<D> type) {
    try {
      for (var detail : status.getDetailsList()) {
        if (detail.is(type)) {
          return detail.unpack(type);
        }
      }
      return null;
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  /** The metadata that came along, null for none of the name. */
  @Nullable String trailer(String name) {
    var trailers = error.getTrailers();
    return trailers == null
        ? null
        : trailers.get(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER));
  }

  private String detailsText() {
    var text = new StringBuilder();
    for (Any detail : status.getDetailsList()) {
      text.append(detail.getValue().toString(StandardCharsets.UTF_8)).append('\n');
    }
    return text.toString();
  }
}
