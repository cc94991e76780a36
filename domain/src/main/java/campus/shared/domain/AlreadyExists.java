package campus.shared.domain;

/** What may exist once does already. */
public non-sealed class AlreadyExists extends DomainError {

  private static final long serialVersionUID = 1L;

  private final String subject;

  /**
   * @param subject the field whose value is taken, which the message begins with; or the name of
   *     the resource that is there
   */
  public AlreadyExists(Reason reason, String subject, String message) {
    super(reason, message);
    this.subject = subject;
  }

  /** The field whose value is taken, or the name of the resource that is there. */
  public String subject() {
    return subject;
  }

  /** Whether it is a field's value that is taken. */
  public boolean isOfField() {
    return !subject.contains("/");
  }

  /** The same, of the field as it stands in a part of a request: {@code user.username}. */
  public AlreadyExists within(String path) {
    return new AlreadyExists(reason(), path + "." + subject, path + "." + getMessage());
  }
}
