package campus.shared.web.json;

/**
 * JSON or a parameter that does not fit its contract.
 *
 * <p>Thrown without a stack trace: it is the client's fault.
 */
public final class JsonFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String field;
  private final String description;

  /**
   * @param field its path in the request; empty if it is not known
   * @param description what is wrong
   */
  JsonFailure(String field, String description) {
    super(field.isEmpty() ? description : field + ": " + description, null, false, false);
    this.field = field;
    this.description = description;
  }

  String field() {
    return field;
  }

  String description() {
    return description;
  }

  public String message() {
    return String.valueOf(getMessage());
  }
}
