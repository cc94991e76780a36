package campus.shared.grpc.edge;

import campus.shared.domain.InvalidRequest;
import campus.shared.domain.InvalidRequest.Violation;
import java.util.List;

/**
 * The message in hand of a stream of requests, and what is wrong with it. Whoever handles the
 * stream may look at that and go on with the next message; where he does not, the stream fails.
 */
public final class StreamedMessage {

  private static final ScopedValue<StreamedMessage> CURRENT = ScopedValue.newInstance();

  private final List<Violation> violations;
  private boolean seen;

  private StreamedMessage(List<Violation> violations) {
    this.violations = violations;
  }

  /** What is wrong with the message in hand, empty if nothing is; then it is for us to say so. */
  public static List<Violation> violations() {
    var message = CURRENT.get();
    message.seen = true;
    return message.violations;
  }

  /** Hands a message on. */
  static void handle(List<Violation> violations, Runnable handler) {
    var message = new StreamedMessage(violations);
    ScopedValue.where(CURRENT, message).run(handler);
    if (!violations.isEmpty() && !message.seen) {
      throw new InvalidRequest(violations);
    }
  }
}
