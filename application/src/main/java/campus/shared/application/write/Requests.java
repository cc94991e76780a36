package campus.shared.application.write;

import campus.shared.domain.UserId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The requests that were done, with their answers, for callers who did not get the answer and ask
 * again. Kept in the transactions that do what is asked, so that there is an answer exactly where
 * there is an effect.
 */
public interface Requests {

  /** What a caller calls a request of his. */
  record RequestKey(UserId caller, UUID id) {}

  /**
   * What a request asks for.
   *
   * @param fingerprint equal for equal requests only
   */
  record Asked(String method, String fingerprint) {}

  /** A request that was done. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Done(Asked asked, byte[] answer) {}

  /**
   * Claims a key for the transaction in progress, which goes on to do what is asked and to {@link
   * #answerAndCommit} it. Has to come before any other lock. While another transaction holds the
   * same key, this waits for its end.
   *
   * @param forgetBefore what was claimed up to then counts as never done
   * @return what was done under this key, null if this transaction is the first to claim it
   * @throws campus.shared.domain.Conflict if the wait took too long
   */
  @Nullable Done claim(RequestKey key, Asked asked, Instant now, Instant forgetBefore);

  /**
   * Keeps the answer to a request that the transaction in progress has claimed. Nothing may come
   * after it in that transaction, which may be committed by it.
   */
  void answerAndCommit(RequestKey key, byte[] answer);
}
