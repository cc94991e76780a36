package campus.shared.grpc.edge;

import static org.assertj.core.api.Assertions.assertThat;

import campus.shared.application.testing.CapturedLog;
import campus.shared.domain.error.Conflict;
import campus.shared.domain.error.Reason;
import campus.shared.grpc.wire.ResourceTypes;
import com.google.protobuf.StringValue;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Errors of methods that stream in both directions. */
class StreamsTest {

  private static final MethodDescriptor<StringValue, StringValue> ECHO =
      MethodDescriptor.<StringValue, StringValue>newBuilder()
          .setType(MethodType.BIDI_STREAMING)
          .setFullMethodName("test.Echo/Echo")
          .setRequestMarshaller(ProtoUtils.marshaller(StringValue.getDefaultInstance()))
          .setResponseMarshaller(ProtoUtils.marshaller(StringValue.getDefaultInstance()))
          .build();

  private final CompletableFuture<Status> end = new CompletableFuture<>();
  private final List<String> answers = new ArrayList<>();
  private volatile UnaryOperator<String> behaviour = text -> text;
  private final Server server;
  private final ManagedChannel channel;

  StreamsTest() throws IOException {
    var name = InProcessServerBuilder.generateName();
    server =
        InProcessServerBuilder.forName(name)
            .addService(
                ServerServiceDefinition.builder("test.Echo")
                    .addMethod(ECHO, ServerCalls.asyncBidiStreamingCall(this::echo))
                    .build())
            .intercept(new ErrorInterceptor(new ResourceTypes(List.of())))
            .intercept(
                new CallInterceptor(
                    Runnable::run, new CallMeters(new SimpleMeterRegistry()), TrustedProxies.NONE))
            .build()
            .start();
    channel = InProcessChannelBuilder.forName(name).build();
  }

  @AfterEach
  void close() {
    channel.shutdownNow();
    server.shutdownNow();
  }

  private StreamObserver<StringValue> echo(StreamObserver<StringValue> answer) {
    return new StreamObserver<>() {
      @Override
      public void onNext(StringValue value) {
        answer.onNext(StringValue.of(behaviour.apply(value.getValue())));
      }

      @Override
      public void onError(Throwable error) {
        throw new IllegalStateException("even the end may fail", error);
      }

      @Override
      public void onCompleted() {
        answer.onNext(StringValue.of(behaviour.apply("end")));
        answer.onCompleted();
      }
    };
  }

  private StreamObserver<StringValue> call() {
    return ClientCalls.asyncBidiStreamingCall(
        channel.newCall(ECHO, CallOptions.DEFAULT),
        new StreamObserver<>() {
          @Override
          public void onNext(StringValue value) {
            answers.add(value.getValue());
          }

          @Override
          public void onError(Throwable error) {
            end.complete(Status.fromThrowable(error));
          }

          @Override
          public void onCompleted() {
            end.complete(Status.OK);
          }
        });
  }

  private Status.Code end() {
    return end.orTimeout(5, TimeUnit.SECONDS).join().getCode();
  }

  @Test
  void streamsToTheEnd() {
    var requests = call();
    requests.onNext(StringValue.of("a"));
    requests.onNext(StringValue.of("b"));
    requests.onCompleted();

    assertThat(end()).isEqualTo(Status.Code.OK);
    assertThat(answers).containsExactly("a", "b", "end");
  }

  @Test
  void endsInTheMiddle() {
    behaviour =
        text -> {
          if (text.equals("b")) {
            throw new Conflict(Reason.CONFLICT, "again");
          }
          return text;
        };
    var requests = call();
    requests.onNext(StringValue.of("a"));
    requests.onNext(StringValue.of("b"));
    requests.onNext(StringValue.of("c"));

    assertThat(end()).isEqualTo(Status.Code.ABORTED);
    assertThat(answers).containsExactly("a");
  }

  @Test
  void failsAtTheEnd() {
    behaviour =
        text -> {
          throw new IllegalStateException(text);
        };
    try (var log = CapturedLog.of(ErrorStatuses.class.getName())) {
      call().onCompleted();

      assertThat(end()).isEqualTo(Status.Code.INTERNAL);
      assertThat(log.lines()).hasSize(1);
    }
  }

  @Test
  void survivesAFailureAfterTheClientLeft() {
    try (var log = CapturedLog.of(ErrorInterceptor.class.getName())) {
      var left = call();
      left.onNext(StringValue.of("a"));
      left.onError(new IllegalStateException("enough"));
      assertThat(end()).isEqualTo(Status.Code.CANCELLED);
      log.await("ERROR Failed after the end of the call");
    }

    var next = new StreamsTestCall();
    ClientCalls.asyncBidiStreamingCall(channel.newCall(ECHO, CallOptions.DEFAULT), next)
        .onCompleted();
    assertThat(next.end.orTimeout(5, TimeUnit.SECONDS).join()).isTrue();
  }

  private static final class StreamsTestCall implements StreamObserver<StringValue> {
    private final CompletableFuture<Boolean> end = new CompletableFuture<>();

    @Override
    public void onNext(StringValue value) {}

    @Override
    public void onError(Throwable error) {
      end.complete(false);
    }

    @Override
    public void onCompleted() {
      end.complete(true);
    }
  }
}
