package campus.shared.domain.error;

import java.util.OptionalInt;

/** A unique value or resource exists already. */
public non-sealed class AlreadyExists extends DomainError {

  private static final long serialVersionUID = 1L;

  private static final int NONE = -1;

  private final String subject;
  private final int element;

  /**
   * @param subject the field whose value is taken, which begins the message; or the name of the
   *     existing resource
   */
  public AlreadyExists(Reason reason, String subject, String message) {
    this(reason, subject, message, NONE);
  }

  private AlreadyExists(Reason reason, String subject, String message, int element) {
    super(reason, message);
    this.subject = subject;
    this.element = element;
  }

  /** The field whose value is taken, or the name of the existing resource. */
  public String subject() {
    return subject;
  }

  /** Whether the value of a field is taken. */
  public boolean isOfField() {
    return !subject.contains("/");
  }

  /** The index of the refused element of a batch; empty for a single one. */
  public OptionalInt element() {
    return element == NONE ? OptionalInt.empty() : OptionalInt.of(element);
  }

  /** Adds the index of the refused element. */
  public AlreadyExists ofElement(int index) {
    return like(this, subject, getMessage(), index);
  }

  /**
   * Puts the field under its path in the request.
   *
   * @param path the parent of the field: {@code user}
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
