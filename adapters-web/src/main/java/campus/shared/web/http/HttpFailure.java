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
  private final transient Map<String, String> headers;

  /**
   * @param status of HTTP
   * @param message for the client
   * @param headers for the answer
   */
  public HttpFailure(int status, String message, Map<String, String> headers) {
    super(message, null, false, false);
    this.status = status;
    this.headers = Map.copyOf(headers);
  }

  public HttpFailure(int status, String message) {
    this(status, message, Map.of());
  }

  public int status() {
    return status;
  }

  public String message() {
    return String.valueOf(getMessage());
  }

  public Map<String, String> headers() {
    return headers;
  }
}
