package campus.shared.application.write;

import campus.shared.application.write.Requests.Asked;
import campus.shared.application.write.Requests.RequestKey;
import campus.shared.domain.error.InvalidRequest;
import campus.shared.domain.error.InvalidRequest.Violation;
import campus.shared.domain.error.Reason;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * The outermost transaction of every write from outside. It runs the use case, and stores its
 * answer for a client that retries, so that after a crash both exist or neither.
 *
 * <p>Use cases may run more than once, see {@link Transactions}.
 *
 * <p>Races: two calls with one key. Guard: the primary key of {@link Requests}; the second call
 * waits for the first commit, then returns the same answer.
 */
public final class Writes {

  public static final Duration RETENTION = Duration.ofHours(24);

  /** Encodes answers for storage. */
  public interface Codec<A> {

    byte[] encode(A answer);

    A decode(byte[] encoded);
  }

  private final Transactions transactions;
  private final Requests requests;
  private final Clock clock;

  public Writes(Transactions transactions, Requests requests, Clock clock) {
    this.transactions = transactions;
    this.requests = requests;
    this.clock = clock;
  }

  public <A> A run(Supplier<A> useCase) {
    return transactions.write(useCase);
  }

  /**
   * Runs a use case once per key; later calls return the stored answer. Failures store nothing, so
   * they can be retried with the same key.
   *
   * @throws InvalidRequest if the key was used for another request
   * @throws campus.shared.domain.error.Conflict if another call with this key takes too long
   * @throws IllegalStateException inside another transaction, which this would commit
   */
  public <A> A once(RequestKey key, Asked asked, Codec<A> codec, Supplier<A> useCase) {
    return transactions.outermost(() -> {
      var now = clock.instant();
      var done = requests.claim(key, asked, now, now.minus(RETENTION));
      if (done != null) {
        requireSame(asked, done.asked());
        return codec.decode(done.answer());
      }
      var answer = useCase.get();
      requests.answerAndCommit(key, codec.encode(answer));
      return answer;
    });
  }

  private static void requireSame(Asked asked, Asked before) {
    if (!asked.equals(before)) {
      var used =
          asked.method().equals(before.method())
              ? "a request with other contents"
              : "a call of " + before.method();
      throw new InvalidRequest(
          Reason.REQUEST_ID_REUSED,
          List.of(
              new Violation(
                  "request_id", "was used for " + used + "; a new request needs its own")));
    }
  }

  /** Runs a use case and rolls it back. */
  public <A> A dryRun(Supplier<A> useCase) {
    return transactions.dryRun(useCase);
  }
}
