package campus.shared.grpc.edge;

import static org.assertj.core.api.Assertions.assertThat;

import campus.identity.domain.IdentityErrors;
import campus.shared.application.testing.CapturedLog;
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
import campus.shared.domain.error.StaleEtag;
import campus.shared.domain.error.Unauthenticated;
import campus.shared.domain.error.Unavailable;
import campus.shared.grpc.wire.AllContracts;
import campus.shared.grpc.wire.ResourceTypes;
import campus.shared.v1.ErrorReason;
import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.PreconditionFailure;
import com.google.rpc.ResourceInfo;
import com.google.rpc.RetryInfo;
import io.grpc.Status;
import io.grpc.Status.Code;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ErrorStatusesTest {

  private static final ResourceTypes TYPES = new ResourceTypes(AllContracts.messages());

  static Stream<Arguments> everyKind() {
    return Stream.of(
        Arguments.of(new InvalidRequest("a.b", "is bad"), Code.INVALID_ARGUMENT, BadRequest.class),
        Arguments.of(
            new Unauthenticated(Reason.SIGN_IN_REQUIRED, "who?"),
            Code.UNAUTHENTICATED,
            ErrorInfo.class),
        Arguments.of(new NotAllowed("no"), Code.PERMISSION_DENIED, ErrorInfo.class),
        Arguments.of(new NotFound("users/1"), Code.NOT_FOUND, ResourceInfo.class),
        Arguments.of(IdentityErrors.emailTaken(), Code.ALREADY_EXISTS, BadRequest.class),
        Arguments.of(
            new AlreadyExists(Reason.CARD_ALREADY_ISSUED, "users/1/identityCard", "is there"),
            Code.ALREADY_EXISTS,
            ResourceInfo.class),
        Arguments.of(
            new RuleBroken(Reason.CARD_ALREADY_REVOKED, "users/1/identityCard", "is revoked"),
            Code.FAILED_PRECONDITION,
            PreconditionFailure.class),
        Arguments.of(new StaleEtag("users/1"), Code.ABORTED, ErrorInfo.class),
        Arguments.of(new Conflict(Reason.CONFLICT, "again"), Code.ABORTED, ErrorInfo.class),
        Arguments.of(
            new Overloaded("full", Duration.ofMillis(1500)),
            Code.RESOURCE_EXHAUSTED,
            RetryInfo.class),
        Arguments.of(
            new AnswerTooLarge("4 MiB", "posts.body", 3),
            Code.RESOURCE_EXHAUSTED,
            BadRequest.class),
        Arguments.of(
            new Unavailable(Reason.DATABASE_UNAVAILABLE, "away", Duration.ofMillis(1500)),
            Code.UNAVAILABLE,
            RetryInfo.class),
        Arguments.of(CallEnded.cancelled(), Code.CANCELLED, ErrorInfo.class),
        Arguments.of(CallEnded.deadlinePassed(), Code.DEADLINE_EXCEEDED, ErrorInfo.class));
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void givesEachKindOfErrorItsStatus(DomainError error, Code code, Class<? extends Message> detail)
      throws InvalidProtocolBufferException {
    var failure = ErrorStatuses.of(error, "r1", TYPES);
    var details = details(failure);

    assertThat(failure.status().getCode()).isEqualTo(code);
    assertThat(failure.status().getDescription()).isEqualTo(error.getMessage());
    assertThat(details.getCode()).isEqualTo(code.value());
    assertThat(details.getMessage()).isEqualTo(error.getMessage());
    var info = details.getDetails(0).unpack(ErrorInfo.class);
    assertThat(info.getDomain()).isEqualTo("campus");
    assertThat(info.getReason()).isEqualTo(error.reason().name());
    assertThat(details.getDetailsList()).anyMatch(any -> any.is(detail));
    assertThat(failure.trailers().get(ErrorStatuses.PUSHBACK))
        .isEqualTo(detail.equals(RetryInfo.class) ? "1500" : null);
  }

  @Test
  void coversEveryKindThereIs() {
    assertThat(everyKind().map(arguments -> arguments.get()[0]))
        .allSatisfy(error -> assertThat(error).isInstanceOf(DomainError.class));
    assertThat(DomainError.class.getPermittedSubclasses())
        .allMatch(kind -> everyKind().anyMatch(each -> kind.isInstance(each.get()[0])));
  }

  @Test
  void knowsTheReasonsOfTheContract() {
    var contract =
        Arrays.stream(ErrorReason.values())
            .filter(reason ->
                reason != ErrorReason.UNRECOGNIZED
                    && reason != ErrorReason.ERROR_REASON_UNSPECIFIED)
            .map(Enum::name);

    assertThat(contract)
        .containsExactlyElementsOf(Arrays.stream(Reason.values()).map(Enum::name).toList());
  }

  @Test
  void namesEveryViolation() throws InvalidProtocolBufferException {
    var failure =
        ErrorStatuses.of(
            new InvalidRequest(
                List.of(new Violation("a", "is bad"), new Violation("b[2]", "is worse"))),
            "r1",
            TYPES);

    assertThat(failure.status().getDescription()).isEqualTo("a: is bad; b[2]: is worse");
    var badRequest = details(failure).getDetails(1).unpack(BadRequest.class);
    assertThat(badRequest.getFieldViolationsList())
        .extracting(BadRequest.FieldViolation::getField)
        .containsExactly("a", "b[2]");
  }

  @Test
  void staysSmallEnoughForTrailers() throws InvalidProtocolBufferException {
    var violation = new Violation("names[999]", "\u00e4 \"" + "\u20ac".repeat(10_000) + "\"");

    var failure =
        ErrorStatuses.of(new InvalidRequest(Collections.nCopies(1000, violation)), "r1", TYPES);

    int details = details(failure).toByteArray().length * 4 / 3;
    assertThat(details).isLessThan(5000);
    assertThat(failure.status().getDescription()).hasSizeLessThan(2000);
    var reported = details(failure).getDetails(1).unpack(BadRequest.class);
    assertThat(reported.getFieldViolationsList().getLast().getDescription()).endsWith(" more");
  }

  @Test
  void showsNothingOfADefectButTheRequestId() throws InvalidProtocolBufferException {
    try (var log = CapturedLog.of(ErrorStatuses.class.getName())) {
      var failure = ErrorStatuses.of(new IOException("jdbc:postgresql://secret"), "r1", TYPES);

      assertThat(failure.status().getCode()).isEqualTo(Code.INTERNAL);
      assertThat(failure.status().getDescription()).contains("r1").doesNotContain("secret");
      assertThat(details(failure).getDetails(0).unpack(ErrorInfo.class).getReason())
          .isEqualTo("INTERNAL_ERROR");
      assertThat(log.lines()).containsExactly("ERROR A call failed, request id r1");
    }
  }

  @Test
  void passesWhatGrpcItselfSaysUnlessItDoesNotKnow() {
    var own = Status.RESOURCE_EXHAUSTED.withDescription("too large").asRuntimeException();
    var unknown = Status.UNKNOWN.asRuntimeException();

    try (var log = CapturedLog.of(ErrorStatuses.class.getName())) {
      assertThat(ErrorStatuses.of(own, "r1", TYPES).status()).isSameAs(own.getStatus());
      assertThat(log.lines()).isEmpty();
      assertThat(ErrorStatuses.of(unknown, "r1", TYPES).status().getCode())
          .isEqualTo(Code.INTERNAL);
      assertThat(log.lines()).containsExactly("ERROR A call failed, request id r1");
    }
  }

  private static com.google.rpc.Status details(ErrorStatuses.Failure failure) {
    var details = Objects.requireNonNull(failure.trailers().get(ErrorStatuses.DETAILS));
    assertThat(details.getDetailsList()).extracting(Any::getTypeUrl).doesNotHaveDuplicates();
    return details;
  }
}
