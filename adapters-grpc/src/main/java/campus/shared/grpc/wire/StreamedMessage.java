package campus.shared.grpc.wire;

import campus.shared.domain.error.InvalidRequest;
import campus.shared.domain.error.InvalidRequest.Violation;
import java.util.List;

/**
 * The current message of a stream of requests, with its violations. A handler that looks at them
 * can go on with the next message; otherwise the stream fails.
 */
public final class StreamedMessage {

  private static final ScopedValue<StreamedMessage> CURRENT = ScopedValue.newInstance();

  private final List<Violation> violations;
  private boolean seen;

  private StreamedMessage(List<Violation> violations) {
    this.violations = violations;
  }

  /** The violations of the current message; the caller takes over reporting them. */
  public static List<Violation> violations() {
    var message = CURRENT.get();
    message.seen = true;
    return message.violations;
  }

  /** Passes a message to its handler. */
  public static void handle(List<Violation> violations, Runnable handler) {
    var message = new StreamedMessage(violations);
    ScopedValue.where(CURRENT, message).run(handler);
    if (!violations.isEmpty() && !message.seen) {
      throw new InvalidRequest(violations);
    }
  }
}
