package campus.client;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why a call failed.
 *
 * @param reason one of {@code campus.shared.v1.ErrorReason}; empty where Campus did not answer
 * @param delay how long to wait before trying again; null if Campus does not say
 */
record Refusal(Status.Code code, String reason, @Nullable Duration delay) {

  static Refusal of(Status status, @Nullable Metadata trailers) {
    var answer = StatusProto.fromStatusAndTrailers(status, trailers);
    var info = detail(answer, ErrorInfo.class);
    var retry = detail(answer, RetryInfo.class);
    return new Refusal(
        status.getCode(),
        info == null || !info.getDomain().equals("campus") ? "" : info.getReason(),
        retry == null
            ? null
            : Duration.ofSeconds(
                retry.getRetryDelay().getSeconds(), retry.getRetryDelay().getNanos()));
  }

  /** Whether other tokens may help. */
  boolean isForExpiredToken() {
    return code == Status.Code.UNAUTHENTICATED
        && (reason.equals("INVALID_ACCESS_TOKEN") || reason.equals("TOKEN_EXPIRED"));
  }

  /** Whether the same call may succeed later; it has done nothing so far. */
  boolean isWithoutEffect() {
    return switch (code) {
      // Without a delay it is an answer too large, or a request.
      case RESOURCE_EXHAUSTED -> delay != null;
      case ABORTED -> reason.equals("CONFLICT");
      default -> false;
    };
  }

  /** Whether the same call may succeed later, and may have been done. */
  boolean isOfUnknownEffect() {
    return code == Status.Code.UNAVAILABLE;
  }

  private static <T extends Message> @Nullable T detail(
      com.google.rpc.Status answer, Class<T> type) {
    for (var any : answer.getDetailsList()) {
      if (any.is(type)) {
        try {
          return any.unpack(type);
        } catch (InvalidProtocolBufferException e) {
          return null;
        }
      }
    }
    return null;
  }
}
