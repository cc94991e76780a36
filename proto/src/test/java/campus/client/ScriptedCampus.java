package campus.client;

import campus.identity.v1.AuthServiceGrpc;
import campus.identity.v1.ChangePasswordRequest;
import campus.identity.v1.RefreshSessionRequest;
import campus.identity.v1.RefreshSessionResponse;
import campus.identity.v1.SessionTokens;
import campus.library.v1.Book;
import campus.library.v1.BookServiceGrpc;
import campus.library.v1.CreateBookRequest;
import campus.library.v1.ExportBooksRequest;
import campus.library.v1.ListBooksRequest;
import campus.library.v1.ListBooksResponse;
import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.protobuf.Empty;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/** A server that fails as told, and then answers. Only the access token {@code new} is valid. */
final class ScriptedCampus implements AutoCloseable {

  static final Metadata.Key<String> CONSISTENCY =
      Metadata.Key.of("campus-consistency-token", Metadata.ASCII_STRING_MARSHALLER);

  private static final int BOOKS = 5;

  final Queue<StatusRuntimeException> failures = new ConcurrentLinkedQueue<>();
  final List<String> requestIds = new CopyOnWriteArrayList<>();
  final List<Metadata> headers = new CopyOnWriteArrayList<>();
  final List<String> refreshes = new CopyOnWriteArrayList<>();
  volatile boolean failsInTheMiddle;
  volatile boolean neverRefreshes;

  private final Queue<Runnable> lateRefreshes = new ConcurrentLinkedQueue<>();

  private final Server server;
  private final ManagedChannel channel;

  ScriptedCampus() throws IOException {
    var name = InProcessServerBuilder.generateName();
    server =
        InProcessServerBuilder.forName(name)
            .addService(new Books())
            .addService(new Auth())
            .intercept(new Recorder())
            .build()
            .start();
    channel = InProcessChannelBuilder.forName(name).build();
  }

  Channel channel() {
    return channel;
  }

  Channel anonymous() {
    return ClientInterceptors.intercept(channel, CampusInterceptor.anonymous());
  }

  static SessionTokens tokens(String access, String refresh) {
    return SessionTokens.newBuilder().setAccessToken(access).setRefreshToken(refresh).build();
  }

  static StatusRuntimeException failure(Status.Code code, String reason) {
    return failure(code, reason, -1);
  }

  static StatusRuntimeException failure(Status.Code code, String reason, int delayMillis) {
    var status =
        com.google.rpc.Status.newBuilder()
            .setCode(code.value())
            .addDetails(
                Any.pack(ErrorInfo.newBuilder().setDomain("campus").setReason(reason).build()));
    if (delayMillis >= 0) {
      status.addDetails(
          Any.pack(
              RetryInfo.newBuilder()
                  .setRetryDelay(
                      Duration.newBuilder()
                          .setSeconds(delayMillis / 1000)
                          .setNanos(delayMillis % 1000 * 1_000_000))
                  .build()));
    }
    return StatusProto.toStatusRuntimeException(status.build());
  }

  /** Answers the refreshes that wait. */
  void refreshAtLast() {
    neverRefreshes = false;
    for (var refresh = lateRefreshes.poll(); refresh != null; refresh = lateRefreshes.poll()) {
      refresh.run();
    }
  }

  @Override
  public void close() {
    channel.shutdownNow();
    server.shutdownNow();
  }

  private boolean fails(StreamObserver<?> answer) {
    var failure = failures.poll();
    if (failure != null) {
      answer.onError(failure);
    }
    return failure != null;
  }

  private final class Recorder implements ServerInterceptor {
    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, A> call, Metadata received, ServerCallHandler<Q, A> next) {
      headers.add(received);
      var authorization = received.get(CampusInterceptor.AUTHORIZATION);
      if (authorization != null && !authorization.equals("Bearer new")) {
        var failure = failure(Status.Code.UNAUTHENTICATED, "INVALID_ACCESS_TOKEN");
        var trailers = failure.getTrailers();
        call.close(failure.getStatus(), trailers == null ? new Metadata() : trailers);
        return new ServerCall.Listener<>() {};
      }
      var sent = new Metadata();
      sent.put(CONSISTENCY, "after " + headers.size());
      return next.startCall(
          new io.grpc.ForwardingServerCall.SimpleForwardingServerCall<>(call) {
            @Override
            public void close(Status status, Metadata trailers) {
              trailers.merge(sent);
              super.close(status, trailers);
            }
          },
          received);
    }
  }

  private final class Auth extends AuthServiceGrpc.AuthServiceImplBase {
    @Override
    public void refreshSession(
        RefreshSessionRequest request, StreamObserver<RefreshSessionResponse> answer) {
      refreshes.add(request.getRefreshToken());
      if (fails(answer)) {
        return;
      }
      if (neverRefreshes) {
        lateRefreshes.add(() -> refresh(answer));
      } else {
        refresh(answer);
      }
    }

    private void refresh(StreamObserver<RefreshSessionResponse> answer) {
      answer.onNext(
          RefreshSessionResponse.newBuilder().setSession(tokens("new", "second")).build());
      answer.onCompleted();
    }

    @Override
    public void changePassword(ChangePasswordRequest request, StreamObserver<Empty> answer) {
      if (!fails(answer)) {
        answer.onNext(Empty.getDefaultInstance());
        answer.onCompleted();
      }
    }
  }

  private final class Books extends BookServiceGrpc.BookServiceImplBase {
    @Override
    public void createBook(CreateBookRequest request, StreamObserver<Book> answer) {
      requestIds.add(request.getRequestId());
      if (!fails(answer)) {
        answer.onNext(request.getBook());
        answer.onCompleted();
      }
    }

    @Override
    public void listBooks(ListBooksRequest request, StreamObserver<ListBooksResponse> answer) {
      if (fails(answer)) {
        return;
      }
      var from = request.getPageToken().isEmpty() ? 0 : Integer.parseInt(request.getPageToken());
      from += request.getSkip();
      var to = Math.min(BOOKS, from + request.getPageSize());
      answer.onNext(
          ListBooksResponse.newBuilder()
              .addAllBooks(IntStream.range(from, to).mapToObj(Books::book).toList())
              .setNextPageToken(to < BOOKS ? String.valueOf(to) : "")
              .build());
      answer.onCompleted();
    }

    @Override
    public void exportBooks(ExportBooksRequest request, StreamObserver<Book> answer) {
      if (fails(answer)) {
        return;
      }
      answer.onNext(book(0));
      if (failsInTheMiddle) {
        answer.onError(failure(Status.Code.UNAVAILABLE, "DATABASE_UNAVAILABLE"));
        return;
      }
      answer.onNext(book(1));
      answer.onCompleted();
    }

    private static Book book(int number) {
      return Book.newBuilder().setTitle("Book " + number).build();
    }
  }
}
