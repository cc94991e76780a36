package campus.shared.domain.error;

/** A concurrent write interfered; reading and trying again may help. */
public non-sealed class Conflict extends DomainError {

  private static final long serialVersionUID = 1L;

  public Conflict(Reason reason, String message) {
    super(reason, message);
  }
}
