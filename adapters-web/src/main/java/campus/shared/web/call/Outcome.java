package campus.shared.web.call;

import campus.shared.v1.ErrorReason;
import campus.shared.web.http.HttpFailure;
import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.Durations;
import com.google.rpc.BadRequest;
import com.google.rpc.BadRequest.FieldViolation;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a call ended.
 *
 * @param trailers what the server tells at the end; those of its beginning included
 */
public record Outcome(Status status, Metadata trailers) {

  /** That of a request which is refused before it becomes a call. */
  public static Outcome of(HttpFailure failure) {
    var code = HttpStatuses.codeOf(failure.status());
    var status =
        com.google.rpc.Status.newBuilder().setCode(code.value()).setMessage(failure.message());
    boolean overloaded = failure.status() == 429;
    var reason = overloaded ? ErrorReason.OVERLOADED : reason(code);
    if (overloaded) {
      status.addDetails(
          Any.pack(RetryInfo.newBuilder().setRetryDelay(Durations.fromSeconds(1)).build()));
    }
    if (reason != null) {
      status.addDetails(
          Any.pack(ErrorInfo.newBuilder().setReason(reason.name()).setDomain("campus").build()));
    }
    if (!failure.field().isEmpty()) {
      status.addDetails(
          Any.pack(
              BadRequest.newBuilder()
                  .addFieldViolations(
                      FieldViolation.newBuilder()
                          .setField(failure.field())
                          .setDescription(failure.description()))
                  .build()));
    }
    var error = StatusProto.toStatusRuntimeException(status.build());
    return new Outcome(
        error.getStatus(), Objects.requireNonNullElseGet(error.getTrailers(), Metadata::new));
  }

  /** As the edge says it; null where gRPC, too, refuses without a reason. */
  private static @Nullable ErrorReason reason(Status.Code code) {
    return switch (code) {
      case INVALID_ARGUMENT -> ErrorReason.INVALID_REQUEST;
      case PERMISSION_DENIED -> ErrorReason.NOT_ALLOWED;
      case NOT_FOUND -> ErrorReason.RESOURCE_NOT_FOUND;
      case DEADLINE_EXCEEDED -> ErrorReason.DEADLINE_PASSED;
      case INTERNAL -> ErrorReason.INTERNAL_ERROR;
      default -> null;
    };
  }

  public boolean isOk() {
    return status.isOk();
  }

  public String message() {
    return Objects.requireNonNullElse(status.getDescription(), "");
  }

  /** The details of an error. */
  public List<Any> details() {
    var details = StatusProto.fromStatusAndTrailers(status, trailers);
    return details == null ? List.of() : details.getDetailsList();
  }

  /**
   * When to try again, in whole seconds, for the header {@code Retry-After}; -1 if it does not say.
   */
  public long retryAfterSeconds() {
    for (var detail : details()) {
      if (detail.is(RetryInfo.class)) {
        try {
          var delay = detail.unpack(RetryInfo.class).getRetryDelay();
          return Math.max(1, (Durations.toMillis(delay) + 999) / 1000);
        } catch (InvalidProtocolBufferException e) {
          return -1;
        }
      }
    }
    return -1;
  }
}
