package campus.shared.grpc.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import campus.identity.grpc.TestIdentity;
import campus.identity.v1.GetUserRequest;
import campus.identity.v1.User;
import campus.identity.v1.UserServiceGrpc;
import campus.identity.v1.UserServiceGrpc.UserServiceBlockingStub;
import campus.identity.v1.UserServiceGrpc.UserServiceImplBase;
import campus.shared.application.call.Call;
import campus.shared.application.testing.CapturedLog;
import campus.shared.domain.error.CallEnded;
import campus.shared.domain.error.Conflict;
import campus.shared.domain.error.DomainError;
import campus.shared.domain.error.Reason;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** What happens around a method, whatever the method does. */
class CallsTest {

  private static final GetUserRequest ME = GetUserRequest.newBuilder().setName("users/me").build();

  private final TestIdentity identity = new TestIdentity();
  private final TestService service = new TestService();
  private final TestServer server = TestServer.inProcess(identity, service);
  private final CapturedLog calls = CapturedLog.of("campus.calls");
  private final CapturedLog defects = CapturedLog.of(ErrorStatuses.class.getName());

  /** GetUser does whatever the test says. */
  private static final class TestService extends UserServiceImplBase {
    volatile Consumer<StreamObserver<User>> behaviour = TestService::answer;

    static void answer(StreamObserver<User> answer) {
      answer.onNext(User.getDefaultInstance());
      answer.onCompleted();
    }

    @Override
    public void getUser(GetUserRequest request, StreamObserver<User> answer) {
      behaviour.accept(answer);
    }
  }

  @BeforeEach
  void begin() {
    identity.add("ada");
  }

  @AfterEach
  void end() {
    server.close();
    calls.close();
    defects.close();
  }

  private UserServiceBlockingStub ada() {
    return UserServiceGrpc.newBlockingStub(server.channel("ada"));
  }

  private StatusRuntimeException failure() {
    return failure(ada());
  }

  private static StatusRuntimeException failure(UserServiceBlockingStub stub) {
    return catchThrowableOfType(StatusRuntimeException.class, () -> stub.getUser(ME));
  }

  @Test
  void answersADefectWithNothingButTheRequestId() {
    service.behaviour =
        _ -> {
          throw new IllegalStateException("SELECT secret");
        };

    var failure = failure();

    assertThat(failure.getStatus().getCode()).isEqualTo(Code.INTERNAL);
    assertThat(failure).hasMessageNotContaining("secret");
    assertThat(TestServer.reasonOf(failure)).isEqualTo("INTERNAL_ERROR");
    var trailers = Objects.requireNonNull(failure.getTrailers());
    var id = String.valueOf(trailers.get(CallInterceptor.REQUEST_ID));
    assertThat(failure).hasMessageContaining(id);
    assertThat(defects.lines()).containsExactly("ERROR A call failed, request id " + id);
  }

  @Test
  void answersEvenAnErrorOfTheMachine() {
    service.behaviour =
        _ -> {
          throw new StackOverflowError();
        };

    assertThat(failure().getStatus().getCode()).isEqualTo(Code.INTERNAL);
    assertThat(defects.lines()).hasSize(1);
  }

  @Test
  void answersWhatAnObserverIsGiven() {
    service.behaviour = answer -> answer.onError(new Conflict(Reason.CONFLICT, "again"));
    assertThat(failure().getStatus().getCode()).isEqualTo(Code.ABORTED);
    assertThat(defects.lines()).isEmpty();

    service.behaviour = answer -> answer.onError(new IllegalStateException("secret"));
    assertThat(failure().getStatus().getCode()).isEqualTo(Code.INTERNAL);
    assertThat(failure()).hasMessageNotContaining("secret");
    assertThat(defects.lines()).hasSize(2);
  }

  @Test
  void answersOnceThoughMoreGoesWrong() {
    service.behaviour =
        answer -> {
          answer.onError(new Conflict(Reason.CONFLICT, "again"));
          throw new IllegalStateException("after the end");
        };

    try (var log = CapturedLog.of(ErrorInterceptor.class.getName())) {
      assertThat(failure().getStatus().getCode()).isEqualTo(Code.ABORTED);
      log.await("ERROR Failed after the end of the call");
    }
  }

  @Test
  void failsThoughAnAnswerWasBegun() {
    service.behaviour =
        answer -> {
          answer.onNext(User.getDefaultInstance());
          throw new Conflict(Reason.CONFLICT, "too late");
        };

    assertThat(failure().getStatus().getCode()).isEqualTo(Code.ABORTED);
  }

  @Test
  void keepsTheRequestIdOfTheClient() {
    var headers = new AtomicReference<Metadata>();
    var seen = new AtomicReference<String>();
    service.behaviour =
        answer -> {
          seen.set(Call.current().id() + " " + MDC.get("request_id"));
          TestService.answer(answer);
        };

    stub("order-17", headers).getUser(ME);

    assertThat(headers.get().get(CallInterceptor.REQUEST_ID)).isEqualTo("order-17");
    assertThat(seen).hasValue("order-17 order-17");
  }

  @Test
  void givesARequestIdWhereTheClientsIsNotSane() {
    var headers = new AtomicReference<Metadata>();

    for (var id : new String[] {"", "a b", "x".repeat(65), "a;b"}) {
      stub(id, headers).getUser(ME);
      assertThat(headers.get().get(CallInterceptor.REQUEST_ID)).hasSize(36);
    }
  }

  private UserServiceBlockingStub stub(String requestId, AtomicReference<Metadata> headers) {
    var sent = new Metadata();
    sent.put(CallInterceptor.REQUEST_ID, requestId);
    Channel channel =
        ClientInterceptors.intercept(
            server.channel("ada"),
            MetadataUtils.newAttachHeadersInterceptor(sent),
            MetadataUtils.newCaptureMetadataInterceptor(headers, new AtomicReference<>()));
    return UserServiceGrpc.newBlockingStub(channel);
  }

  @Test
  void endsTheCallWhenTheClientCancels() {
    var begun = new CompletableFuture<Void>();
    var end = whileRunning(begun);
    var context = Context.current().withCancellation();

    var call =
        CompletableFuture.supplyAsync(() -> {
          var before = context.attach();
          try {
            return failure();
          } finally {
            context.detach(before);
          }
        });
    begun.orTimeout(5, TimeUnit.SECONDS).join();
    context.cancel(null);

    assertThat(end.orTimeout(5, TimeUnit.SECONDS).join().reason()).isEqualTo(Reason.CALL_CANCELLED);
    assertThat(call.join().getStatus().getCode()).isEqualTo(Code.CANCELLED);
  }

  @Test
  void endsTheCallWhenItsDeadlinePasses() {
    var end = whileRunning(new CompletableFuture<>());

    var failure = failure(ada().withDeadlineAfter(300, TimeUnit.MILLISECONDS));

    assertThat(failure.getStatus().getCode()).isEqualTo(Code.DEADLINE_EXCEEDED);
    // The server may learn of it from its own clock, or from the client who gives up.
    assertThat(end.orTimeout(5, TimeUnit.SECONDS).join().reason())
        .isIn(Reason.DEADLINE_PASSED, Reason.CALL_CANCELLED);
  }

  /** Lets the method run something for long, and tells with what it was interrupted. */
  private CompletableFuture<DomainError> whileRunning(CompletableFuture<Void> begun) {
    var interrupted = new CompletableFuture<Thread>();
    var end = new CompletableFuture<DomainError>();
    service.behaviour =
        _ -> {
          Call.current().begin(() -> interrupted.complete(Thread.currentThread()));
          begun.complete(null);
          var thread = interrupted.join();
          assertThat(thread.isVirtual()).as("not a thread of the network").isTrue();
          Call.current().finish();
          try {
            Call.current().pause(Duration.ZERO);
          } catch (CallEnded e) {
            end.complete(e);
            throw e;
          }
        };
    return end;
  }

  @Test
  void logsWhatACallTook() throws InterruptedException {
    service.behaviour =
        answer -> {
          Call.current().countStatement(2_000_000);
          Call.current().countRow();
          TestService.answer(answer);
        };

    ada().getUser(ME);

    // The statement that found out who calls is not counted.
    assertThat(lastCall())
        .startsWith("DEBUG campus.identity.v1.UserService/GetUser OK in ")
        .contains("1 statements, 1 rows, 2000 us of the database");
  }

  private String lastCall() throws InterruptedException {
    for (int i = 0; i < 100 && calls.lines().isEmpty(); i++) {
      Thread.sleep(10);
    }
    return calls.lines().getLast();
  }

  @Test
  void passesAStatusOfGrpcItself() {
    service.behaviour =
        _ -> {
          throw Status.RESOURCE_EXHAUSTED.withDescription("by grpc").asRuntimeException();
        };

    assertThat(failure()).hasMessage("RESOURCE_EXHAUSTED: by grpc");
  }
}
