package campus.shared.grpc.edge;

import campus.shared.domain.error.AlreadyExists;
import campus.shared.domain.error.AnswerTooLarge;
import campus.shared.domain.error.CallEnded;
import campus.shared.domain.error.Conflict;
import campus.shared.domain.error.DomainError;
import campus.shared.domain.error.InvalidRequest;
import campus.shared.domain.error.InvalidRequest.Violation;
import campus.shared.domain.error.NotAllowed;
import campus.shared.domain.error.NotFound;
import campus.shared.domain.error.Overloaded;
import campus.shared.domain.error.Reason;
import campus.shared.domain.error.RuleBroken;
import campus.shared.domain.error.Unauthenticated;
import campus.shared.domain.error.Unavailable;
import campus.shared.grpc.wire.ResourceTypes;
import campus.shared.grpc.wire.SharedProtos;
import campus.shared.grpc.wire.Violations;
import com.google.protobuf.Any;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.BadRequest.FieldViolation;
import com.google.rpc.ErrorInfo;
import com.google.rpc.PreconditionFailure;
import com.google.rpc.ResourceInfo;
import com.google.rpc.RetryInfo;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.ProtoUtils;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a {@code google.rpc.Status} of everything that is thrown. */
final class ErrorStatuses {

  static final Metadata.Key<com.google.rpc.Status> DETAILS =
      Metadata.Key.of(
          "grpc-status-details-bin",
          ProtoUtils.metadataMarshaller(com.google.rpc.Status.getDefaultInstance()));

  /** Tells retrying clients how many milliseconds to wait. */
  static final Metadata.Key<String> PUSHBACK =
      Metadata.Key.of("grpc-retry-pushback-ms", Metadata.ASCII_STRING_MARSHALLER);

  private static final Logger LOG = LoggerFactory.getLogger(ErrorStatuses.class);
  private static final String DOMAIN = "campus";

  // Clients refuse trailers over 8 KiB and then see no error at all. The message is sent
  // percent-encoded, and again in the details as base64: together they stay below that.
  private static final int MAX_MESSAGE = 1500;
  private static final int MAX_VIOLATIONS = 2000;

  private ErrorStatuses() {}

  /** The status and trailers of a failed call. */
  record Failure(Status status, Metadata trailers) {}

  /**
   * The answer to an error.
   *
   * @param requestId the only thing told of an internal error
   * @param types the resource types that errors name
   */
  static Failure of(Throwable error, String requestId, ResourceTypes types) {
    return switch (error) {
      case DomainError e ->
          answer(codeOf(e), e.reason(), message(e), details(e, types), retryAfter(e));
      case StatusRuntimeException e when passes(e.getStatus()) ->
          new Failure(e.getStatus(), orEmpty(e.getTrailers()));
      case StatusException e when passes(e.getStatus()) ->
          new Failure(e.getStatus(), orEmpty(e.getTrailers()));
      default -> {
        LOG.error("A call failed, request id {}", requestId, error);
        var message = "internal error; the server's log has it under request id " + requestId;
        yield answer(Status.Code.INTERNAL, Reason.INTERNAL_ERROR, message, List.of(), null);
      }
    };
  }

  /** The status code of each kind of error. */
  static Status.Code codeOf(DomainError error) {
    return switch (error) {
      case InvalidRequest _ -> Status.Code.INVALID_ARGUMENT;
      case Unauthenticated _ -> Status.Code.UNAUTHENTICATED;
      case NotAllowed _ -> Status.Code.PERMISSION_DENIED;
      case NotFound _ -> Status.Code.NOT_FOUND;
      case AlreadyExists _ -> Status.Code.ALREADY_EXISTS;
      case RuleBroken _ -> Status.Code.FAILED_PRECONDITION;
      case Conflict _ -> Status.Code.ABORTED;
      case Overloaded _, AnswerTooLarge _ -> Status.Code.RESOURCE_EXHAUSTED;
      case Unavailable _ -> Status.Code.UNAVAILABLE;
      case CallEnded e ->
          e.reason() == Reason.DEADLINE_PASSED
              ? Status.Code.DEADLINE_EXCEEDED
              : Status.Code.CANCELLED;
    };
  }

  private static List<Message> details(DomainError error, ResourceTypes types) {
    return switch (error) {
      case InvalidRequest e -> List.of(badRequest(reportable(e.violations())));
      case NotFound e -> List.of(resourceInfo(e.resource(), e.getMessage(), types));
      case AlreadyExists e when !e.isOfField() ->
          List.of(resourceInfo(e.subject(), e.getMessage(), types));
      case AlreadyExists e ->
          List.of(badRequest(List.of(new Violation(e.subject(), withoutSubject(e)))));
      case RuleBroken e ->
          List.of(
              PreconditionFailure.newBuilder()
                  .addViolations(
                      PreconditionFailure.Violation.newBuilder()
                          .setType(e.reason().name())
                          .setSubject(e.subject())
                          .setDescription(e.getMessage()))
                  .build());
      case Overloaded e -> List.of(retryInfo(e.retryAfter()));
      case Unavailable e -> List.of(retryInfo(e.retryAfter()));
      case AnswerTooLarge e ->
          List.of(badRequest(List.of(new Violation("read_mask", e.getMessage()))));
      case Unauthenticated _, NotAllowed _, Conflict _, CallEnded _ -> List.of();
    };
  }

  /** The description without the field that the message begins with. */
  private static String withoutSubject(AlreadyExists error) {
    var message = error.getMessage();
    var prefix = error.subject() + ": ";
    return message.startsWith(prefix) ? message.substring(prefix.length()) : message;
  }

  private static @Nullable Duration retryAfter(DomainError error) {
    return switch (error) {
      case Overloaded e -> e.retryAfter();
      case Unavailable e -> e.retryAfter();
      default -> null;
    };
  }

  private static String message(DomainError error) {
    return error instanceof InvalidRequest e
        ? reportable(e.violations()).stream()
            .map(Violation::toString)
            .collect(Collectors.joining("; "))
        : error.getMessage();
  }

  private static Failure answer(
      Status.Code code,
      Reason reason,
      String text,
      List<Message> details,
      @Nullable Duration retryAfter) {
    var message = cut(text, MAX_MESSAGE);
    var answer =
        com.google.rpc.Status.newBuilder()
            .setCode(code.value())
            .setMessage(message)
            .addDetails(
                Any.pack(
                    ErrorInfo.newBuilder().setReason(reason.name()).setDomain(DOMAIN).build()));
    details.forEach(detail -> answer.addDetails(Any.pack(detail)));
    var trailers = new Metadata();
    trailers.put(DETAILS, answer.build());
    if (retryAfter != null) {
      trailers.put(PUSHBACK, Long.toString(retryAfter.toMillis()));
    }
    return new Failure(code.toStatus().withDescription(message), trailers);
  }

  private static Message badRequest(List<Violation> violations) {
    var badRequest = BadRequest.newBuilder();
    for (var violation : violations) {
      badRequest.addFieldViolations(
          FieldViolation.newBuilder()
              .setField(violation.field())
              .setDescription(violation.description()));
    }
    return badRequest.build();
  }

  private static Message resourceInfo(String resource, String description, ResourceTypes types) {
    return ResourceInfo.newBuilder()
        .setResourceType(types.typeOf(resource))
        .setResourceName(resource)
        .setDescription(description)
        .build();
  }

  private static Message retryInfo(Duration after) {
    return RetryInfo.newBuilder().setRetryDelay(SharedProtos.duration(after)).build();
  }

  /** The violations that fit into an answer, and the number of the others. */
  private static List<Violation> reportable(List<Violation> violations) {
    var reportable = new ArrayList<Violation>();
    int size = 0;
    for (var violation : violations) {
      var shortened = new Violation(cut(violation.field(), 200), cut(violation.description(), 500));
      size += encodedLength(shortened.toString());
      if (size > MAX_VIOLATIONS && !reportable.isEmpty()) {
        // Validation stops at this number.
        boolean all = violations.size() < Violations.MAX;
        int others = violations.size() - reportable.size();
        reportable.add(new Violation("", (all ? "" : "at least ") + others + " more"));
        break;
      }
      reportable.add(shortened);
    }
    return reportable;
  }

  /** The text, cut to a number of percent-encoded bytes. */
  private static String cut(String text, int max) {
    if (text.length() * 9L <= max || encodedLength(text) <= max) {
      return text;
    }
    int end = Math.min(text.length(), max);
    while (encodedLength(text.substring(0, end)) > max) {
      end = end * 3 / 4;
    }
    end -= Character.isHighSurrogate(text.charAt(end - 1)) ? 1 : 0;
    return text.substring(0, end) + "...";
  }

  private static int encodedLength(String text) {
    int length = 0;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      length += b >= ' ' && b <= '~' && b != '%' ? 1 : 3;
    }
    return length;
  }

  /** Whether grpc-java answers it by itself. */
  private static boolean passes(Status status) {
    return status.getCode() != Status.Code.UNKNOWN;
  }

  private static Metadata orEmpty(@Nullable Metadata trailers) {
    return trailers == null ? new Metadata() : trailers;
  }
}
