package campus.server.settings;

import org.jspecify.annotations.Nullable;

/** A command failed; the message tells the operator why in one sentence. */
public final class Failure extends RuntimeException {

  /** Exit code: a failure outside Campus. */
  public static final int FAILED = 1;

  /** Exit code: an invalid command line or setting. */
  public static final int MISUSED = 2;

  private final int exitCode;

  private Failure(int exitCode, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** A failure outside Campus. */
  public static Failure because(String message) {
    return new Failure(FAILED, message, null);
  }

  /** Like {@link #because(String)}, with the cause for debugging. */
  public static Failure because(String message, Throwable cause) {
    return new Failure(FAILED, message, cause);
  }

  /** An invalid setting or argument. */
  public static Failure misuse(String message) {
    return new Failure(MISUSED, message, null);
  }

  public int exitCode() {
    return exitCode;
  }
}
