package campus.shared.domain.error;

import java.time.Duration;

/** The server is overloaded. Nothing was done. */
public final class Overloaded extends DomainError {

  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  public Overloaded(String message, Duration retryAfter) {
    super(Reason.OVERLOADED, message);
    this.retryAfter = retryAfter;
  }

  /** The delay before a retry. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
