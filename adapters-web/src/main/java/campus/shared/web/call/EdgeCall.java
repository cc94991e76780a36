package campus.shared.web.call;

import campus.shared.web.http.Exchange;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A call through the edge, on the thread that starts it: its answers arrive while that thread
 * sends.
 *
 * @param <A> what its answers are
 */
public final class EdgeCall<A> {

  private final ClientCall<byte[], A> call;
  private final Consumer<A> answers;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Metadata told = new Metadata();
  private volatile @Nullable Status status;
  private volatile @Nullable RuntimeException failure;

  private EdgeCall(ClientCall<byte[], A> call, Consumer<A> answers) {
    this.call = call;
    this.answers = answers;
  }

  /**
   * Starts a call. Where the caller is not allowed, it {@link #isOver} at once.
   *
   * @param exchange whose client calls; the call is cancelled when that is gone
   * @param canceller runs cancellations, which may block
   * @param answers takes each answer; what it throws cancels the call
   */
  public static <A> EdgeCall<A> start(
      Channel channel,
      MethodDescriptor<byte[], A> method,
      Exchange exchange,
      Executor canceller,
      Consumer<A> answers) {
    var options = CallOptions.DEFAULT;
    var timeout = CallHeaders.timeoutNanos(exchange);
    if (timeout != null) {
      options = options.withDeadlineAfter(timeout, TimeUnit.NANOSECONDS);
    }
    var metadata = CallHeaders.metadata(exchange);
    var call = new EdgeCall<>(channel.newCall(method, options), answers);
    exchange.peer().during(() -> call.call.start(call.new Listener(), metadata));
    // All that comes: answers are taken as they come, and taking them waits for the client.
    call.call.request(Integer.MAX_VALUE);
    exchange.onGone(() -> canceller.execute(() -> call.cancel("the client is gone")));
    return call;
  }

  /** Whether the call has ended: what is sent now has no effect. */
  public boolean isOver() {
    return ended.getCount() == 0;
  }

  /** What the server has told so far. */
  public Metadata told() {
    return told;
  }

  public void send(byte[] request) {
    if (!isOver()) {
      call.sendMessage(request);
    }
  }

  public void cancel(String why) {
    call.cancel(why, null);
  }

  /** Says that all was sent, and waits for the end. */
  public Outcome finish() {
    if (!isOver()) {
      call.halfClose();
    }
    try {
      ended.await();
    } catch (InterruptedException e) {
      cancel("interrupted");
      Thread.currentThread().interrupt();
    }
    if (failure != null) {
      throw failure;
    }
    return new Outcome(status == null ? Status.CANCELLED : status, told);
  }

  private void forget(String name) {
    if (name.endsWith(Metadata.BINARY_HEADER_SUFFIX)) {
      told.discardAll(Metadata.Key.of(name, Metadata.BINARY_BYTE_MARSHALLER));
    } else {
      told.discardAll(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER));
    }
  }

  private final class Listener extends ClientCall.Listener<A> {

    @Override
    public void onHeaders(Metadata headers) {
      told.merge(headers);
    }

    @Override
    public void onMessage(A answer) {
      try {
        answers.accept(answer);
      } catch (RuntimeException e) {
        failure = e;
        cancel("the answer cannot be sent");
      }
    }

    @Override
    public void onClose(Status closed, Metadata trailers) {
      // What the server tells twice, it tells at the end.
      trailers.keys().forEach(EdgeCall.this::forget);
      told.merge(trailers);
      status = closed;
      ended.countDown();
    }
  }
}
