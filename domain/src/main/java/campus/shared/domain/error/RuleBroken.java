package campus.shared.domain.error;

import campus.shared.domain.name.ResourceId;

/** A domain rule forbids the request in the current state. */
public final class RuleBroken extends DomainError {

  private static final long serialVersionUID = 1L;

  private final String subject;

  /**
   * @param subject the name of the resource concerned
   */
  public RuleBroken(Reason reason, String subject, String message) {
    super(reason, message);
    this.subject = subject;
  }

  public RuleBroken(Reason reason, ResourceId subject, String message) {
    this(reason, subject.toName(), message);
  }

  /** The name of the resource concerned. */
  public String subject() {
    return subject;
  }
}
