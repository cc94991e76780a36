package campus.shared.web.call;

import com.google.protobuf.Any;
import com.google.protobuf.util.Durations;
import com.google.rpc.RetryInfo;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import java.util.List;
import java.util.Objects;

/**
 * How a call ended.
 *
 * @param trailers what the server tells at the end; those of its beginning included
 */
public record Outcome(Status status, Metadata trailers) {

  /** A request that is refused before it becomes a call. */
  public static Outcome refused(Status.Code code, String message) {
    return new Outcome(code.toStatus().withDescription(message), new Metadata());
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
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
          return -1;
        }
      }
    }
    return -1;
  }
}
