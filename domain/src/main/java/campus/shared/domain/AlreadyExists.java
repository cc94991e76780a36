package campus.shared.domain;

import java.util.OptionalInt;

/** What may exist once does already. */
public non-sealed class AlreadyExists extends DomainError {

  private static final long serialVersionUID = 1L;

  private static final int NONE = -1;

  private final String subject;
  private final int element;

  /**
   * @param subject the field whose value is taken, which the message begins with; or the name of
   *     the resource that is there
   */
  public AlreadyExists(Reason reason, String subject, String message) {
    this(reason, subject, message, NONE);
  }

  private AlreadyExists(Reason reason, String subject, String message, int element) {
    super(reason, message);
    this.subject = subject;
    this.element = element;
  }

  /** The field whose value is taken, or the name of the resource that is there. */
  public String subject() {
    return subject;
  }

  /** Whether it is a field's value that is taken. */
  public boolean isOfField() {
    return !subject.contains("/");
  }

  /** Which of several that were to be made or changed at once it is; empty for a single one. */
  public OptionalInt element() {
    return element == NONE ? OptionalInt.empty() : OptionalInt.of(element);
  }

  /** The same, said of one of several. */
  public AlreadyExists ofElement(int index) {
    return like(this, subject, getMessage(), index);
  }

  /**
   * The same, with the field said by its path in the request.
   *
   * @param path where the field stands: {@code user}
   */
  public AlreadyExists within(String path) {
    return isOfField()
        ? like(this, path + "." + subject, path + "." + getMessage(), element)
        : this;
  }

  private static AlreadyExists like(
      AlreadyExists cause, String subject, String message, int element) {
    var error = new AlreadyExists(cause.reason(), subject, message, element);
    error.initCause(cause);
    return error;
  }
}
