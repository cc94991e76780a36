package campus.benchmarks;

/** A command failed, for a reason told in one sentence. */
final class Failure extends RuntimeException {

  Failure(String message) {
    super(message);
  }

  Failure(String message, Throwable cause) {
    super(message, cause);
  }
}
