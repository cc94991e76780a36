package campus.server.settings;

import org.jspecify.annotations.Nullable;

/** Campus cannot do what it was asked; the message tells the operator why in one sentence. */
public final class Failure extends RuntimeException {

  /** Exit code: something outside went wrong. */
  public static final int FAILED = 1;

  /** Exit code: the command line or a setting is wrong. */
  public static final int MISUSED = 2;

  private final int exitCode;

  private Failure(int exitCode, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** Something outside of Campus is not as it has to be. */
  public static Failure because(String message) {
    return new Failure(FAILED, message, null);
  }

  /** As {@link #because(String)}, with the cause for those who debug. */
  public static Failure because(String message, Throwable cause) {
    return new Failure(FAILED, message, cause);
  }

  /** A setting or an argument is wrong. */
  public static Failure misuse(String message) {
    return new Failure(MISUSED, message, null);
  }

  public int exitCode() {
    return exitCode;
  }
}
