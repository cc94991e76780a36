package campus.server.endtoend;

import campus.identity.v1.AuthServiceGrpc;
import campus.identity.v1.AuthServiceGrpc.AuthServiceBlockingStub;
import campus.identity.v1.ImportUsersRequest;
import campus.identity.v1.ImportUsersResponse;
import campus.identity.v1.User;
import campus.identity.v1.UserServiceGrpc;
import campus.identity.v1.UserServiceGrpc.UserServiceBlockingStub;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.stub.AbstractStub;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A caller.
 *
 * @param token sent with their calls; empty for none
 * @param user the caller as of signing in
 */
record Client(Channel bare, String token, User user) {

  // No test may hang for ever.
  private static final int DEADLINE_SECONDS = 30;

  private static final Metadata.Key<String> AUTHORIZATION = key("authorization");
  private static final Metadata.Key<String> REQUEST_ID = key("request-id");

  private static Metadata.Key<String> key(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }

  /** A channel whose calls bear the token. */
  Channel channel() {
    return token.isEmpty() ? bare : with(AUTHORIZATION, "Bearer " + token).bare();
  }

  AuthServiceBlockingStub auth() {
    return within(AuthServiceGrpc.newBlockingStub(channel()));
  }

  UserServiceBlockingStub users() {
    return within(UserServiceGrpc.newBlockingStub(channel()));
  }

  /** The stub, with the deadline that all calls have. */
  <S extends AbstractStub<S>> S within(S stub) {
    return stub.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
  }

  /** Imports users. */
  ImportUsersResponse importUsers(List<User> rows) {
    return send(
        UserServiceGrpc.getImportUsersMethod(),
        rows.stream().map(row -> ImportUsersRequest.newBuilder().setUser(row).build()).toList());
  }

  /** Sends all rows of a stream, and waits for what came of them. */
  <Q, A> A send(MethodDescriptor<Q, A> method, List<Q> rows) {
    var stream = stream(method);
    rows.forEach(stream::send);
    return stream.end().join();
  }

  /** Begins a stream of rows. */
  <Q, A> Rows<Q, A> stream(MethodDescriptor<Q, A> method) {
    var answer = new CompletableFuture<A>();
    var options = CallOptions.DEFAULT.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
    var requests =
        ClientCalls.asyncClientStreamingCall(
            channel().newCall(method, options),
            new StreamObserver<A>() {
              @Override
              public void onNext(A response) {
                answer.complete(response);
              }

              @Override
              public void onError(Throwable error) {
                answer.completeExceptionally(error);
              }

              @Override
              public void onCompleted() {}
            });
    return new Rows<>(requests, answer);
  }

  /** A stream of rows, and what will come of them. */
  record Rows<Q, A>(StreamObserver<Q> requests, CompletableFuture<A> answer) {

    void send(Q row) {
      requests.onNext(row);
    }

    CompletableFuture<A> end() {
      requests.onCompleted();
      return answer;
    }
  }

  /** The same, with another token. */
  Client withToken(String other) {
    return new Client(bare, other, user);
  }

  /** The same, whose calls have that id in the server's log. */
  Client withRequestId(String id) {
    return with(REQUEST_ID, id);
  }

  private Client with(Metadata.Key<String> key, String value) {
    var headers = new Metadata();
    headers.put(key, value);
    var channel =
        ClientInterceptors.intercept(bare, MetadataUtils.newAttachHeadersInterceptor(headers));
    return new Client(channel, token, user);
  }

  /** {@code users/…} */
  String name() {
    return user.getName();
  }

  UUID id() {
    return UUID.fromString(name().substring("users/".length()));
  }
}
