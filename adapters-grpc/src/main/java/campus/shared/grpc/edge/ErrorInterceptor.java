package campus.shared.grpc.edge;

import campus.shared.application.call.Call;
import campus.shared.domain.error.DomainError;
import campus.shared.grpc.wire.ResourceTypes;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers everything that is thrown while a call is handled, or passed to its observer, with the
 * status of {@link ErrorStatuses}. Answers of grpc-java below the interceptors are not changed.
 */
final class ErrorInterceptor implements ServerInterceptor {

  // INTERNAL, as gRPC answers undecodable messages elsewhere.
  private static final Status UNDECODABLE =
      Status.INTERNAL.withDescription("the request is not a message of the method's kind");

  private static final Logger LOG = LoggerFactory.getLogger(ErrorInterceptor.class);

  private final ResourceTypes types;

  /**
   * @param types the resource types that errors name
   */
  ErrorInterceptor(ResourceTypes types) {
    this.types = types;
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> serverCall, Metadata headers, ServerCallHandler<Q, A> next) {
    var call = new GuardedCall<>(serverCall, types);
    try {
      return new GuardedListener<>(next.startCall(call, headers), call);
    } catch (Throwable t) {
      call.fail(t);
      return new ServerCall.Listener<>() {};
    }
  }

  /** A call that closes once, always with a status from {@link ErrorStatuses}. */
  private static final class GuardedCall<Q, A> extends SimpleForwardingServerCall<Q, A> {

    private final ResourceTypes types;
    private final AtomicBoolean closed = new AtomicBoolean();

    GuardedCall(ServerCall<Q, A> call, ResourceTypes types) {
      super(call);
      this.types = types;
    }

    boolean isClosed() {
      return closed.get();
    }

    /** Whether the client is gone. */
    void abandon() {
      closed.set(true);
    }

    void fail(Throwable error) {
      if (closed.compareAndSet(false, true)) {
        var failure = ErrorStatuses.of(error, Call.current().id(), types);
        super.close(failure.status(), failure.trailers());
      } else if (!(error instanceof DomainError)) {
        LOG.error("Failed after the end of the call", error);
      }
    }

    @Override
    public void close(Status status, Metadata trailers) {
      var cause = status.getCause();
      if (cause instanceof DomainError || status.getCode() == Status.Code.UNKNOWN) {
        // What an observer's onError was given.
        fail(cause == null ? status.asRuntimeException(trailers) : cause);
      } else if (closed.compareAndSet(false, true)) {
        super.close(status, trailers);
      }
    }

    @Override
    public void sendMessage(A message) {
      if (!isClosed()) {
        super.sendMessage(message);
      }
    }
  }

  /** Lets no exception out, and after closing nothing in but the end of the call. */
  private static final class GuardedListener<Q> extends BoundListener<Q> {

    private final GuardedCall<Q, ?> call;

    GuardedListener(ServerCall.Listener<Q> delegate, GuardedCall<Q, ?> call) {
      super(delegate);
      this.call = call;
    }

    @Override
    void run(Runnable event) {
      try {
        event.run();
      } catch (Throwable t) {
        call.fail(t);
      }
    }

    @Override
    public void onMessage(@Nullable Q message) {
      if (message == null) {
        call.fail(UNDECODABLE.asRuntimeException());
      } else if (!call.isClosed()) {
        super.onMessage(message);
      }
    }

    @Override
    public void onHalfClose() {
      if (!call.isClosed()) {
        super.onHalfClose();
      }
    }

    @Override
    public void onReady() {
      if (!call.isClosed()) {
        super.onReady();
      }
    }

    @Override
    public void onCancel() {
      call.abandon();
      super.onCancel();
    }
  }
}
