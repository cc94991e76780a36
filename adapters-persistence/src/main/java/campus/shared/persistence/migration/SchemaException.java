package campus.shared.persistence.migration;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The schema is not what it has to be; the message tells an operator so in one sentence. */
public class SchemaException extends RuntimeException {

  SchemaException(String message) {
    super(message);
  }

  SchemaException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** A message without its line breaks, and without links to commands that operators lack. */
  static String oneLine(@Nullable String message) {
    return String.valueOf(message)
        .lines()
        .filter(line -> !line.contains("://"))
        .collect(Collectors.joining("\n"))
        .strip()
        .replaceAll("\\s*\\R\\s*", " ");
  }
}
