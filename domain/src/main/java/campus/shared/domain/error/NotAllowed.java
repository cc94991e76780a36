package campus.shared.domain.error;

/** The caller has no permission. */
public final class NotAllowed extends DomainError {

  private static final long serialVersionUID = 1L;

  public NotAllowed(String message) {
    super(Reason.NOT_ALLOWED, message);
  }
}
