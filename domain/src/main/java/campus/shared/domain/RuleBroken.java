package campus.shared.domain;

/** A rule of the domain forbids this in the current state. */
public final class RuleBroken extends DomainError {

  private static final long serialVersionUID = 1L;

  private final String subject;

  /**
   * @param subject the name of the resource that the rule is about
   */
  public RuleBroken(Reason reason, String subject, String message) {
    super(reason, message);
    this.subject = subject;
  }

  /**
   * @param subject the resource that the rule is about
   */
  public RuleBroken(Reason reason, ResourceId subject, String message) {
    this(reason, subject.toName(), message);
  }

  /** The name of the resource that the rule is about. */
  public String subject() {
    return subject;
  }
}
