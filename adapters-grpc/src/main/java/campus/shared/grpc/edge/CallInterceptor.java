package campus.shared.grpc.edge;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import campus.shared.application.call.Call;
import campus.shared.domain.error.CallEnded;
import campus.shared.domain.value.Role;
import campus.shared.grpc.wire.Callers;
import io.grpc.Context;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Makes a {@link Call} of each RPC: finds its origin, gives it a request id for the logs and the
 * client, ends it on cancellation or deadline, and logs what it took.
 */
final class CallInterceptor implements ServerInterceptor {

  static final Metadata.Key<String> REQUEST_ID =
      Metadata.Key.of("request-id", Metadata.ASCII_STRING_MARSHALLER);

  private static final Metadata.Key<String> FORWARDED_FOR =
      Metadata.Key.of("x-forwarded-for", Metadata.ASCII_STRING_MARSHALLER);

  private static final Logger CALLS = LoggerFactory.getLogger("campus.calls");
  private static final String MDC_KEY = "request_id";
  private static final Pattern SANE_ID = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

  private final Executor executor;
  private final CallMeters meters;
  private final TrustedProxies proxies;

  /**
   * @param executor ends calls, since interrupting their work can block and network threads must
   *     not
   */
  CallInterceptor(Executor executor, CallMeters meters, TrustedProxies proxies) {
    this.executor = executor;
    this.meters = meters;
    this.proxies = proxies;
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> serverCall, Metadata headers, ServerCallHandler<Q, A> next) {
    var peer = Peer.of(serverCall, headers);
    var call = new Call(requestId(headers), origin(peer, headers), peer.userAgent());
    Context.current().addListener(context -> end(call, context), Runnable::run);
    var observed =
        new ObservedCall<>(serverCall, call, meters, headers.containsKey(CallMeters.MEASURE));
    var listener = during(call, () -> next.startCall(observed, headers));
    return new BoundListener<>(listener) {
      @Override
      void run(Runnable event) {
        CallInterceptor.<@Nullable Void>during(
            call,
            () -> {
              event.run();
              return null;
            });
      }

      @Override
      public void onCancel() {
        super.onCancel();
        observed.logCancelled();
      }
    };
  }

  private static String requestId(Metadata headers) {
    var sent = headers.get(REQUEST_ID);
    return sent != null && SANE_ID.matcher(sent).matches() ? sent : UUID.randomUUID().toString();
  }

  private String origin(Peer peer, Metadata headers) {
    var forwardedFor = headers.getAll(FORWARDED_FOR);
    return proxies.originOf(peer.address(), forwardedFor == null ? List.of() : forwardedFor);
  }

  private void end(Call call, Context context) {
    var cause = context.cancellationCause();
    // Every context is cancelled in the end; only that of a call cut short has a cause.
    if (cause != null) {
      var why =
          cause instanceof TimeoutException ? CallEnded.deadlinePassed() : CallEnded.cancelled();
      executor.execute(() -> call.end(why));
    }
  }

  private static <T extends @Nullable Object> T during(Call call, Supplier<T> work) {
    MDC.put(MDC_KEY, call.id());
    try {
      return call.during(work);
    } finally {
      MDC.remove(MDC_KEY);
    }
  }

  /** Sends the request id along, and logs the end of the call. */
  private static final class ObservedCall<Q, A> extends SimpleForwardingServerCall<Q, A> {

    private final Call call;
    private final long start = System.nanoTime();
    private volatile boolean headersSent;
    private final CallMeters meters;
    private final boolean measured;
    private final AtomicBoolean over = new AtomicBoolean();

    ObservedCall(ServerCall<Q, A> serverCall, Call call, CallMeters meters, boolean measured) {
      super(serverCall);
      this.call = call;
      this.meters = meters;
      this.measured = measured;
    }

    @Override
    public void sendHeaders(Metadata headers) {
      headers.put(REQUEST_ID, call.id());
      headersSent = true;
      super.sendHeaders(headers);
    }

    @Override
    public void close(Status status, Metadata trailers) {
      if (!headersSent || !status.isOk()) {
        trailers.put(REQUEST_ID, call.id());
      }
      // Costs tell how Campus works and what is in its tables.
      if (measured && Callers.current().has(Role.ADMIN)) {
        CallMeters.tell(call, trailers);
      }
      end(status.getCode());
      super.close(status, trailers);
    }

    void logCancelled() {
      var ended = call.ended();
      end(ended == null ? Status.Code.CANCELLED : ErrorStatuses.codeOf(ended));
    }

    private void end(Status.Code code) {
      if (!over.compareAndSet(false, true)) {
        return;
      }
      long nanos = System.nanoTime() - start;
      meters.record(getMethodDescriptor().getFullMethodName(), code, nanos, call);
      CALLS.debug(
          "{} {} in {} us: {} statements, {} rows, {} us of the database; request id {}",
          getMethodDescriptor().getFullMethodName(),
          code,
          NANOSECONDS.toMicros(nanos),
          call.statements(),
          call.rows(),
          NANOSECONDS.toMicros(call.databaseTime().toNanos()),
          call.id());
    }
  }
}
