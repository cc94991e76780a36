package campus.shared.domain;

import java.time.Duration;

/** Something that is needed is away for now. What was begun is undone. */
public final class Unavailable extends DomainError {

  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  public Unavailable(Reason reason, String message, Duration retryAfter) {
    super(reason, message);
    this.retryAfter = retryAfter;
  }

  /** When another try makes sense. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
