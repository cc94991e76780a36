package campus.client;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * Makes calls as a client of Campus should:
 *
 * <ul>
 *   <li>Each has the session's access token. If that has expired, the session is refreshed and the
 *       call is made again.
 *   <li>A request that may have a {@code request_id} and has none gets one, the same for all
 *       attempts.
 *   <li>Calls that fail for the moment are made again, as {@link Retries} says and within their
 *       deadline: overload and conflicts, after which nothing was done; and UNAVAILABLE, after
 *       which a call may have been done, if it only reads or has a {@code request_id}.
 *   <li>The server's latest consistency token, if it sends any, goes along with each call.
 * </ul>
 *
 * <p>An answer that has begun is never asked for again, and streams from the client are sent once:
 * their calls get the tokens only.
 *
 * <pre>{@code
 * var session = Session.signIn(channel, "ada", password);
 * var campus = ClientInterceptors.intercept(channel, CampusInterceptor.of(session));
 * var books = BookServiceGrpc.newBlockingStub(campus);
 * }</pre>
 */
public final class CampusInterceptor implements ClientInterceptor {

  static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private static final Metadata.Key<String> CONSISTENCY =
      Metadata.Key.of("campus-consistency-token", Metadata.ASCII_STRING_MARSHALLER);

  private final @Nullable Session session;
  private final Retries retries;
  private volatile @Nullable String consistency;

  private CampusInterceptor(@Nullable Session session, Retries retries) {
    this.session = session;
    this.retries = retries;
  }

  /** For the calls of a signed-in user. */
  public static CampusInterceptor of(Session session) {
    return new CampusInterceptor(session, Retries.DEFAULT);
  }

  /** For calls without a session. */
  public static CampusInterceptor anonymous() {
    return new CampusInterceptor(null, Retries.DEFAULT);
  }

  /** The same with other retries. It starts without a consistency token. */
  public CampusInterceptor with(Retries retries) {
    return new CampusInterceptor(session, retries);
  }

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    return method.getType().clientSendsOneMessage()
        ? new RepeatedCall<>(
            method, options, () -> attempt(method, options, next), session, retries)
        : attempt(method, options, next);
  }

  private <Q, A> ClientCall<Q, A> attempt(
      MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
      @Override
      public void start(Listener<A> listener, Metadata headers) {
        if (session != null && !headers.containsKey(AUTHORIZATION)) {
          headers.put(AUTHORIZATION, session.authorization());
        }
        var latest = consistency;
        if (latest != null) {
          headers.discardAll(CONSISTENCY);
          headers.put(CONSISTENCY, latest);
        }
        super.start(new Listening<>(listener), headers);
      }
    };
  }

  private final class Listening<A> extends SimpleForwardingClientCallListener<A> {

    Listening(ClientCall.Listener<A> listener) {
      super(listener);
    }

    @Override
    public void onHeaders(Metadata headers) {
      remember(headers);
      super.onHeaders(headers);
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      remember(trailers);
      super.onClose(status, trailers);
    }

    private void remember(Metadata metadata) {
      var sent = metadata.get(CONSISTENCY);
      if (sent != null) {
        consistency = sent;
      }
    }
  }
}
