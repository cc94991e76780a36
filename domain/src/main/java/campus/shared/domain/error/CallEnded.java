package campus.shared.domain.error;

/** The client has cancelled the call, or its deadline has passed. Its work is undone. */
public final class CallEnded extends DomainError {

  private static final long serialVersionUID = 1L;

  private CallEnded(Reason reason, String message) {
    super(reason, message);
  }

  public static CallEnded cancelled() {
    return new CallEnded(Reason.CALL_CANCELLED, "the call was cancelled");
  }

  public static CallEnded deadlinePassed() {
    return new CallEnded(Reason.DEADLINE_PASSED, "the deadline of the call passed");
  }
}
