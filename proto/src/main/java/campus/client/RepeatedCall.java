package campus.client;

import io.grpc.Attributes;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A call with one request, made again until it has an answer to show. */
final class RepeatedCall<Q, A> extends ClientCall<Q, A> {

  // It only starts calls, which never wait.
  private static final ScheduledExecutorService TIMER =
      Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "campus-client");
        thread.setDaemon(true);
        return thread;
      });

  private final MethodDescriptor<Q, A> method;
  private final CallOptions options;
  private final Supplier<ClientCall<Q, A>> attempts;
  private final @Nullable Session session;
  private final Retries retries;
  private final Context context = Context.current();
  private final Context.CancellationListener onContextCancelled = this::endWait;

  // Set by the caller before the first attempt.
  private @Nullable Listener<A> listener;
  private Metadata headers = new Metadata();
  private @Nullable Q request;

  // Attempts follow one another, so only one thread at a time changes these.
  private int made;
  private boolean refreshed;
  private boolean repeatable;

  // Guarded by this: the caller may cancel, and ask for messages, at any time.
  private int asked;
  private boolean started;
  private @Nullable ClientCall<Q, A> current;
  private @Nullable Future<?> waiting;
  private @Nullable Status cancelled;

  /**
   * @param attempts makes one attempt
   * @param session null for calls without one
   */
  RepeatedCall(
      MethodDescriptor<Q, A> method,
      CallOptions options,
      Supplier<ClientCall<Q, A>> attempts,
      @Nullable Session session,
      Retries retries) {
    this.method = method;
    this.options = options;
    this.attempts = attempts;
    this.session = session;
    this.retries = retries;
  }

  @Override
  public void start(Listener<A> listener, Metadata headers) {
    this.listener = listener;
    this.headers = headers;
  }

  @Override
  public void sendMessage(Q message) {
    request = Requests.identified(message);
    repeatable = Requests.isRepeatable(method, request);
  }

  @Override
  public void halfClose() {
    synchronized (this) {
      if (cancelled != null) {
        return;
      }
      started = true;
    }
    context.addListener(onContextCancelled, Runnable::run);
    attempt();
  }

  @Override
  public synchronized void request(int messages) {
    asked += messages;
    if (current != null) {
      current.request(messages);
    }
  }

  @Override
  public void cancel(@Nullable String message, @Nullable Throwable cause) {
    boolean idle;
    synchronized (this) {
      if (cancelled != null) {
        return;
      }
      idle = !started || waiting != null;
      cancelled = Status.CANCELLED.withDescription(message).withCause(cause);
      if (current != null) {
        current.cancel(message, cause);
      }
      if (waiting != null) {
        waiting.cancel(false);
      }
    }
    if (idle) {
      close(cancelled, new Metadata());
    }
  }

  // An attempt looks after the context by itself.
  private void endWait(Context cancelledContext) {
    var status = Contexts.statusFromCancelled(cancelledContext);
    synchronized (this) {
      if (waiting == null || cancelled != null) {
        return;
      }
      cancelled = status;
      waiting.cancel(false);
    }
    close(status, new Metadata());
  }

  @Override
  public synchronized boolean isReady() {
    return current != null && current.isReady();
  }

  @Override
  public synchronized Attributes getAttributes() {
    return current == null ? Attributes.EMPTY : current.getAttributes();
  }

  private void attempt() {
    int number = ++made;
    var sent = new Metadata();
    sent.merge(headers);
    context.run(() -> {
      var call = attempts.get();
      // Locked, since the attempt may end before it has begun, and the next one begin meanwhile.
      synchronized (this) {
        current = call;
        call.start(new Attempt(sent), sent);
        if (cancelled != null) {
          call.cancel(cancelled.getDescription(), cancelled.getCause());
        } else if (made == number) {
          call.request(asked);
          call.sendMessage(request);
          call.halfClose();
        }
      }
    });
  }

  /** Ends a wait, unless the caller has done so. */
  private synchronized boolean isStillWanted() {
    waiting = null;
    return cancelled == null;
  }

  private void attemptAgain() {
    if (!isStillWanted()) {
      return;
    }
    try {
      attempt();
    } catch (RuntimeException e) {
      // Nobody else would tell the caller.
      close(Status.fromThrowable(e), new Metadata());
    }
  }

  /** Tells the caller, on a thread where it expects to be told. */
  private void close(Status status, Metadata trailers) {
    context.removeListener(onContextCancelled);
    Executor executor = options.getExecutor();
    (executor == null ? ForkJoinPool.commonPool() : executor)
        .execute(() -> context.run(() -> listener().onClose(status, trailers)));
  }

  private Listener<A> listener() {
    return Objects.requireNonNull(listener, "not started");
  }

  /** The time until the deadline; null without one. */
  private @Nullable Duration left() {
    var outer = context.getDeadline();
    var own = options.getDeadline();
    var deadline = own == null || (outer != null && outer.isBefore(own)) ? outer : own;
    return deadline == null ? null : Duration.ofNanos(deadline.timeRemaining(TimeUnit.NANOSECONDS));
  }

  private final class Attempt extends Listener<A> {

    private final Metadata sent;
    private boolean begun;

    Attempt(Metadata sent) {
      this.sent = sent;
    }

    @Override
    public void onHeaders(Metadata received) {
      begun = true;
      listener().onHeaders(received);
    }

    @Override
    public void onMessage(A message) {
      begun = true;
      listener().onMessage(message);
    }

    @Override
    public void onReady() {
      listener().onReady();
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      if (status.isOk() || begun || !repeat(Refusal.of(status, trailers))) {
        context.removeListener(onContextCancelled);
        listener().onClose(status, trailers);
      }
    }

    private boolean repeat(Refusal refusal) {
      var used = sent.get(CampusInterceptor.AUTHORIZATION);
      if (session != null
          && used != null
          && !headers.containsKey(CampusInterceptor.AUTHORIZATION)
          && refusal.isForExpiredToken()
          && !refreshed) {
        refreshed = true;
        return refresh(session, used);
      }
      var delay = retries.delay(refusal, made, repeatable);
      var left = left();
      return delay != null && (left == null || left.compareTo(delay) > 0) && wait(delay);
    }

    private boolean refresh(Session session, String used) {
      // A copy, since others wait for the same and have other deadlines.
      var done = session.refresh(used).copy();
      synchronized (RepeatedCall.this) {
        if (cancelled != null) {
          return false;
        }
        current = null;
        waiting = done;
      }
      var left = left();
      if (left != null) {
        done = done.orTimeout(Math.max(0, left.toNanos()), TimeUnit.NANOSECONDS);
      }
      var unused =
          done.whenComplete((nothing, failure) -> {
            if (failure == null || failure instanceof TimeoutException) {
              attemptAgain();
            } else if (isStillWanted()) {
              var trailers = Status.trailersFromThrowable(failure);
              close(Status.fromThrowable(failure), trailers == null ? new Metadata() : trailers);
            }
          });
      return true;
    }

    private boolean wait(Duration delay) {
      synchronized (RepeatedCall.this) {
        if (cancelled != null) {
          return false;
        }
        current = null;
        waiting =
            TIMER.schedule(RepeatedCall.this::attemptAgain, delay.toNanos(), TimeUnit.NANOSECONDS);
        return true;
      }
    }
  }
}
