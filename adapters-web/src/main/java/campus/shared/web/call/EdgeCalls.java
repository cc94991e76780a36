package campus.shared.web.call;

import campus.shared.web.http.Exchange;
import campus.shared.web.http.HttpFailure;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * Starts calls through the edge.
 *
 * @param channel to the edge
 * @param canceller runs cancellations, which may block
 */
public record EdgeCalls(Channel channel, Executor canceller) {

  /**
   * Starts a call. Where the caller is not allowed, it {@link EdgeCall#isOver} at once.
   *
   * @param exchange whose client calls; the call is cancelled when that is gone
   * @param answers takes each answer, with what the server has told before it; what it throws
   *     cancels the call
   * @throws HttpFailure if a header is invalid
   */
  public <A> EdgeCall<A> start(
      MethodDescriptor<byte[], A> method, Exchange exchange, BiConsumer<Metadata, A> answers) {
    var options = CallOptions.DEFAULT;
    var timeout = CallHeaders.timeoutNanos(exchange);
    if (timeout != null) {
      options = options.withDeadlineAfter(timeout, TimeUnit.NANOSECONDS);
    }
    var metadata = CallHeaders.metadata(exchange);
    var call = new EdgeCall<>(channel.newCall(method, options), answers);
    exchange.peer().during(() -> call.start(metadata));
    exchange.onGone(() -> canceller.execute(() -> call.cancel("the client is gone")));
    return call;
  }
}
