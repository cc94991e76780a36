package campus.benchmarks;

/** Why a command cannot do what it was asked for, in one sentence. */
final class Failure extends RuntimeException {

  Failure(String message) {
    super(message);
  }

  Failure(String message, Throwable cause) {
    super(message, cause);
  }
}
