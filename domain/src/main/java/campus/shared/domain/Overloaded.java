package campus.shared.domain;

import java.time.Duration;

/** More is asked than can be done at once. Nothing was done. */
public final class Overloaded extends DomainError {

  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  public Overloaded(String message, Duration retryAfter) {
    super(Reason.OVERLOADED, message);
    this.retryAfter = retryAfter;
  }

  /** When another try makes sense. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
