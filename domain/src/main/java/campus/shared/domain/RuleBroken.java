package campus.shared.domain;

/** A rule of the domain forbids this as things stand. */
public non-sealed class RuleBroken extends DomainError {

  private static final long serialVersionUID = 1L;

  private final String subject;

  /**
   * @param subject the name of the resource that the rule is about
   */
  public RuleBroken(Reason reason, String subject, String message) {
    super(reason, message);
    this.subject = subject;
  }

  /** The name of the resource that the rule is about. */
  public String subject() {
    return subject;
  }
}
