package campus.shared.grpc.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import campus.identity.grpc.TestIdentity;
import campus.identity.v1.GetUserRequest;
import campus.identity.v1.User;
import campus.identity.v1.UserServiceGrpc;
import campus.identity.v1.UserServiceGrpc.UserServiceImplBase;
import campus.shared.application.call.Call;
import com.google.protobuf.ByteString;
import com.google.protobuf.BytesValue;
import com.google.protobuf.Empty;
import com.google.protobuf.Message;
import io.grpc.CallOptions;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What only shows on a real connection. */
class NetworkIT {

  private static final GetUserRequest ME = GetUserRequest.newBuilder().setName("users/me").build();

  private final TestIdentity identity = new TestIdentity();

  NetworkIT() {
    identity.add("ada");
  }

  private static StatusRuntimeException failure(ThrowingCallable call) {
    return catchThrowableOfType(StatusRuntimeException.class, call);
  }

  @Test
  void refusesMessagesOfFiveMegabytes() {
    try (var server = TestServer.onNetwork(identity, identity.endpoints())) {
      var large = ME.toBuilder().setName("x".repeat(5_000_000)).build();

      var failure =
          failure(() -> UserServiceGrpc.newBlockingStub(server.channel("ada")).getUser(large));

      assertThat(failure.getStatus().getCode()).isEqualTo(Code.RESOURCE_EXHAUSTED);
    }
  }

  @Test
  void refusesWhatIsNoMessage() {
    var notUtf8 = BytesValue.of(ByteString.copyFrom(new byte[] {-1, -1, -1}));
    try (var server = TestServer.onNetwork(identity, identity.endpoints())) {
      var failure =
          failure(() ->
              ClientCalls.blockingUnaryCall(
                  server.channel("ada"),
                  method("campus.identity.v1.UserService/GetUser", notUtf8),
                  CallOptions.DEFAULT,
                  notUtf8));

      assertThat(failure.getStatus().getCode()).isEqualTo(Code.INTERNAL);
    }
  }

  @Test
  void knowsOnlyItsMethods() {
    try (var server = TestServer.onNetwork(identity, identity.endpoints())) {
      var failure =
          failure(() ->
              ClientCalls.blockingUnaryCall(
                  server.channel("ada"),
                  method("campus.identity.v1.UserService/Fly", Empty.getDefaultInstance()),
                  CallOptions.DEFAULT,
                  Empty.getDefaultInstance()));

      assertThat(failure.getStatus().getCode()).isEqualTo(Code.UNIMPLEMENTED);
    }
  }

  /** A unary method with messages of other types than the server's. */
  private static <M extends Message> MethodDescriptor<M, M> method(String name, M type) {
    return MethodDescriptor.newBuilder(ProtoUtils.marshaller(type), ProtoUtils.marshaller(type))
        .setType(MethodType.UNARY)
        .setFullMethodName(name)
        .build();
  }

  @Test
  void tellsItsHealthAndItsMethodsToEverybody() {
    var health = new HealthStatusManager();
    health.setStatus("", ServingStatus.NOT_SERVING);
    try (var server =
        TestServer.onNetwork(
            identity, health.getHealthService(), ProtoReflectionServiceV1.newInstance())) {
      var status =
          HealthGrpc.newBlockingStub(server.channel())
              .check(HealthCheckRequest.newBuilder().build());
      var reflected = new CompletableFuture<ServerReflectionResponse>();
      ServerReflectionGrpc.newStub(server.channel())
          .serverReflectionInfo(new First<>(reflected))
          .onNext(ServerReflectionRequest.newBuilder().setListServices("").build());

      assertThat(status.getStatus()).isEqualTo(ServingStatus.NOT_SERVING);
      assertThat(
              reflected
                  .orTimeout(5, TimeUnit.SECONDS)
                  .join()
                  .getListServicesResponse()
                  .getServiceCount())
          .isEqualTo(2);
    }
  }

  /** Waits for the first answer. */
  private record First<A>(CompletableFuture<A> answer) implements StreamObserver<A> {

    @Override
    public void onNext(A value) {
      answer.complete(value);
    }

    @Override
    public void onError(Throwable error) {
      answer.completeExceptionally(error);
    }

    @Override
    public void onCompleted() {}
  }

  @Test
  void drains() {
    var begun = new CompletableFuture<Void>();
    var ended = new CompletableFuture<Void>();
    var hanging =
        new UserServiceImplBase() {
          @Override
          public void getUser(GetUserRequest request, StreamObserver<User> answer) {
            begun.complete(null);
            try {
              Call.current().pause(Duration.ofMinutes(1));
            } finally {
              ended.complete(null);
            }
          }
        };
    try (var server = TestServer.onNetwork(identity, hanging)) {
      var call =
          CompletableFuture.supplyAsync(() ->
              failure(() -> UserServiceGrpc.newBlockingStub(server.channel("ada")).getUser(ME)));
      begun.orTimeout(5, TimeUnit.SECONDS).join();

      Drain.drain(server.server(), Duration.ofMillis(100));

      ended.orTimeout(5, TimeUnit.SECONDS).join();
      assertThat(server.server().isTerminated()).isTrue();
      assertThat(call.orTimeout(5, TimeUnit.SECONDS).join().getStatus().getCode())
          .isIn(Code.UNAVAILABLE, Code.CANCELLED);
    }
  }
}
