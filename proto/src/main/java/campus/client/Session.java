package campus.client;

import campus.identity.v1.AuthServiceGrpc;
import campus.identity.v1.RefreshSessionRequest;
import campus.identity.v1.RefreshSessionResponse;
import campus.identity.v1.SessionTokens;
import campus.identity.v1.SignInRequest;
import io.grpc.Channel;
import io.grpc.Context;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of a signed-in user, for all calls of a {@link CampusInterceptor}. Safe for use by
 * several threads.
 *
 * <p>A refresh token is valid for one use, and a second use ends the session. So calls that find
 * their access token expired wait for one refresh together, and a session must not be used by two
 * processes.
 */
public final class Session {

  private static final int REFRESH_SECONDS = 10;

  private final Channel channel;
  private SessionTokens tokens;
  private @Nullable CompletableFuture<Void> refreshing;
  private volatile Consumer<SessionTokens> keeper = tokens -> {};

  private Session(Channel channel, SessionTokens tokens) {
    this.channel = channel;
    this.tokens = tokens;
  }

  /**
   * Signs in, and waits for the answer.
   *
   * @param channel to the server, without this session's interceptor
   * @throws io.grpc.StatusRuntimeException UNAUTHENTICATED for an unknown login or a wrong password
   */
  public static Session signIn(Channel channel, String login, String password) {
    var request = SignInRequest.newBuilder().setLogin(login).setPassword(password).build();
    return of(channel, AuthServiceGrpc.newBlockingStub(channel).signIn(request).getSession());
  }

  /**
   * A session that was opened before, or by registering.
   *
   * @param channel to the server, without this session's interceptor
   */
  public static Session of(Channel channel, SessionTokens tokens) {
    return new Session(channel, tokens);
  }

  /**
   * Tells of each new pair of tokens, before any call uses it. Programs that keep the session over
   * a restart store it then: the pair before is of no more use.
   *
   * @param keeper must be quick, since calls wait for it
   */
  public Session keptBy(Consumer<SessionTokens> keeper) {
    this.keeper = keeper;
    return this;
  }

  /** The current tokens. */
  public synchronized SessionTokens tokens() {
    return tokens;
  }

  String authorization() {
    return "Bearer " + tokens().getAccessToken();
  }

  /**
   * Gets new tokens, unless somebody has done so since the given ones were sent.
   *
   * @param refused what a call sent as {@link #authorization}
   * @return fails as {@code RefreshSession} does
   */
  CompletableFuture<Void> refresh(String refused) {
    CompletableFuture<Void> result;
    String refreshToken;
    synchronized (this) {
      if (!refused.equals(authorization())) {
        return CompletableFuture.completedFuture(null);
      }
      if (refreshing != null) {
        return refreshing;
      }
      result = new CompletableFuture<>();
      refreshing = result;
      refreshToken = tokens.getRefreshToken();
    }
    // Not within the context of the call: if that is cancelled, the new tokens must not get lost.
    Context.ROOT.run(() ->
        AuthServiceGrpc.newStub(channel)
            .withDeadlineAfter(REFRESH_SECONDS, TimeUnit.SECONDS)
            .refreshSession(
                RefreshSessionRequest.newBuilder().setRefreshToken(refreshToken).build(),
                new Refreshed(result)));
    return result;
  }

  private final class Refreshed implements StreamObserver<RefreshSessionResponse> {

    private final CompletableFuture<Void> result;

    Refreshed(CompletableFuture<Void> result) {
      this.result = result;
    }

    @Override
    public void onNext(RefreshSessionResponse answer) {
      keeper.accept(answer.getSession());
      synchronized (Session.this) {
        tokens = answer.getSession();
      }
    }

    @Override
    public void onError(Throwable failure) {
      done();
      result.completeExceptionally(failure);
    }

    @Override
    public void onCompleted() {
      done();
      result.complete(null);
    }

    private void done() {
      synchronized (Session.this) {
        refreshing = null;
      }
    }
  }
}
