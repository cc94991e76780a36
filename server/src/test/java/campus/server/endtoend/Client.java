package campus.server.endtoend;

import campus.identity.v1.AuthServiceGrpc;
import campus.identity.v1.AuthServiceGrpc.AuthServiceBlockingStub;
import campus.identity.v1.ImportUsersRequest;
import campus.identity.v1.ImportUsersResponse;
import campus.identity.v1.User;
import campus.identity.v1.UserServiceGrpc;
import campus.identity.v1.UserServiceGrpc.UserServiceBlockingStub;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.stub.AbstractStub;
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

  /** Sends all rows, and waits for what came of them. */
  ImportUsersResponse importUsers(List<User> rows) {
    var answer = new CompletableFuture<ImportUsersResponse>();
    var requests =
        UserServiceGrpc.newStub(channel())
            .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
            .importUsers(
                new StreamObserver<>() {
                  @Override
                  public void onNext(ImportUsersResponse response) {
                    answer.complete(response);
                  }

                  @Override
                  public void onError(Throwable error) {
                    answer.completeExceptionally(error);
                  }

                  @Override
                  public void onCompleted() {}
                });
    rows.forEach(row -> requests.onNext(ImportUsersRequest.newBuilder().setUser(row).build()));
    requests.onCompleted();
    return answer.join();
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
