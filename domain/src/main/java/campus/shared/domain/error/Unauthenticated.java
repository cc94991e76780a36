package campus.shared.domain.error;

/** The caller is not authenticated. */
public non-sealed class Unauthenticated extends DomainError {

  private static final long serialVersionUID = 1L;

  public Unauthenticated(Reason reason, String message) {
    super(reason, message);
  }
}
