package campus.shared.application.write;

import campus.shared.application.write.Requests.Asked;
import campus.shared.application.write.Requests.RequestKey;
import campus.shared.domain.InvalidRequest;
import campus.shared.domain.InvalidRequest.Violation;
import campus.shared.domain.Reason;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * The outermost transaction of every write that comes from outside: the use case runs in it, its
 * answer is read in it, and the answer is kept in it for a caller who asks again. So there is an
 * effect where there is an answer, and the other way round, whenever a server dies.
 *
 * <p>Use cases given here may run more than once, see {@link Transactions}. Two calls with one key
 * at once: the primary key of {@link Requests}; the second one waits for the first one's commit and
 * then answers the same.
 */
public final class Writes {

  /** How long answers are kept. */
  public static final Duration RETENTION = Duration.ofHours(24);

  /** How answers are kept. */
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

  /** Runs a use case. */
  public <A> A run(Supplier<A> useCase) {
    return transactions.write(useCase);
  }

  /**
   * Runs a use case, unless it was run under this key before: then answers what it answered then.
   * What throws leaves nothing, so that it can be tried again under the same key.
   *
   * @throws InvalidRequest if something else was asked for under this key
   * @throws campus.shared.domain.Conflict if another call with this key takes too long
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

  /** Runs a use case for its answer alone: nothing of what it did is kept. */
  public <A> A rehearse(Supplier<A> useCase) {
    return transactions.rehearse(useCase);
  }
}
