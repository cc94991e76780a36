package campus.shared.domain;

/**
 * Something that was asked for and is refused, by a rule of the domain or by circumstances.
 *
 * <p>The message is for the caller: it names what is wrong in his words, and holds nothing that he
 * may not know. The kinds are all there are; a fact of a context ({@code UsernameTaken}) extends
 * the kind that it is of.
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
