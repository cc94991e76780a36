package campus.shared.web.http;

import java.util.Map;

/**
 * A request that is refused before it becomes a call.
 *
 * <p>Thrown without a stack trace: it is the client's fault.
 */
public final class HttpFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String field;
  private final String description;
  private final transient Map<String, String> headers;

  private HttpFailure(int status, String field, String description, Map<String, String> headers) {
    super(field.isEmpty() ? description : field + ": " + description, null, false, false);
    this.status = status;
    this.field = field;
    this.description = description;
    this.headers = Map.copyOf(headers);
  }

  /**
   * @param status of HTTP
   * @param message for the client
   * @param headers for the answer
   */
  public HttpFailure(int status, String message, Map<String, String> headers) {
    this(status, "", message, headers);
  }

  public HttpFailure(int status, String message) {
    this(status, message, Map.of());
  }

  /**
   * The answer to a field that does not fit its contract.
   *
   * @param field its path in the request; empty if it is not known
   * @param description what is wrong
   */
  public static HttpFailure invalid(String field, String description) {
    return new HttpFailure(400, field, description, Map.of());
  }

  /** The answer while there is too much to do: nothing was done, and a second later it may work. */
  static HttpFailure overloaded(String message) {
    return new HttpFailure(429, message + ": try again");
  }

  /** The answer to another method of HTTP than POST. */
  public static HttpFailure onlyPost(String method) {
    return new HttpFailure(
        405, method + " is not possible here, only POST", Map.of("allow", "POST"));
  }

  public int status() {
    return status;
  }

  public String message() {
    return String.valueOf(getMessage());
  }

  /** The path of the field that is wrong; empty if it is not known. */
  public String field() {
    return field;
  }

  /** The message, without the field. */
  public String description() {
    return description;
  }

  public Map<String, String> headers() {
    return headers;
  }
}
