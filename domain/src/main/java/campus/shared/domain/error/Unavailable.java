package campus.shared.domain.error;

import java.time.Duration;

/** A required service is unavailable. The request is undone. */
public final class Unavailable extends DomainError {

  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  public Unavailable(Reason reason, String message, Duration retryAfter) {
    super(reason, message);
    this.retryAfter = retryAfter;
  }

  /** The delay before a retry. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
