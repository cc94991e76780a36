package campus.shared.web.call;

import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A call through the edge, on the thread that starts it: its answers arrive while that thread
 * sends.
 *
 * @param <A> what its answers are
 */
public final class EdgeCall<A> {

  private final ClientCall<byte[], A> call;
  private final BiConsumer<Metadata, A> answers;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Metadata told = new Metadata();
  private volatile @Nullable Status status;
  private volatile @Nullable RuntimeException failure;

  EdgeCall(ClientCall<byte[], A> call, BiConsumer<Metadata, A> answers) {
    this.call = call;
    this.answers = answers;
  }

  void start(Metadata metadata) {
    call.start(new Listener(), metadata);
    // All that comes: answers are taken as they come, and taking them waits for the client.
    call.request(Integer.MAX_VALUE);
  }

  /** Whether the call has ended: what is sent now has no effect. */
  public boolean isOver() {
    return ended.getCount() == 0;
  }

  /**
   * Sends a request, unless the call has ended: then it is not even read.
   *
   * @param request reads it; what it throws cancels the call, and is thrown on
   */
  public void send(Supplier<byte[]> request) {
    if (isOver()) {
      return;
    }
    byte[] read;
    try {
      read = request.get();
    } catch (RuntimeException e) {
      cancel("the request is invalid");
      throw e;
    }
    call.sendMessage(read);
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
        answers.accept(told, answer);
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
