package campus.shared.persistence.migration;

import org.jspecify.annotations.Nullable;

/** The schema is not what it has to be; the message tells an operator so in one sentence. */
public class SchemaException extends RuntimeException {

  SchemaException(String message) {
    super(message);
  }

  SchemaException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
