package campus.shared.domain.error;

/**
 * A request refused by a rule of the domain or by circumstances.
 *
 * <p>The message is for the caller, in the caller's terms, and reveals nothing secret. Subclasses
 * of the kinds exist only where code catches them.
 */
public abstract sealed class DomainError extends RuntimeException
    permits AlreadyExists,
        AnswerTooLarge,
        CallEnded,
        Conflict,
        InvalidRequest,
        NotAllowed,
        NotFound,
        Overloaded,
        RuleBroken,
        Unauthenticated,
        Unavailable {

  private static final long serialVersionUID = 1L;

  private final Reason reason;

  DomainError(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public final Reason reason() {
    return reason;
  }

  @Override
  public final String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
