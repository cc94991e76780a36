package campus.server.database;

import campus.server.settings.Failure;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;

/** Explains to the operator why work on files failed. */
final class FileFailures {

  private FileFailures() {}

  @FunctionalInterface
  interface Work<T> {
    T run() throws IOException;
  }

  @FunctionalInterface
  interface Action {
    void run() throws IOException;
  }

  /**
   * Runs work on files.
   *
   * @param problem what an {@link IOException} means: {@code The file x cannot be used}
   * @throws Failure with the problem and the exception's reason
   */
  static <T> T explain(String problem, Work<T> work) {
    try {
      return work.run();
    } catch (IOException e) {
      throw Failure.because(problem + ": " + reason(e) + ".", e);
    }
  }

  /** Like {@link #explain(String, Work)}, without a result. */
  static void explain(String problem, Action action) {
    explain(
        problem,
        () -> {
          action.run();
          return true;
        });
  }

  private static String reason(IOException e) {
    return switch (e) {
      case AccessDeniedException denied -> "access to " + denied.getFile() + " is denied";
      case FileAlreadyExistsException exists -> exists.getFile() + " is a file";
      default -> String.valueOf(e.getMessage());
    };
  }
}
