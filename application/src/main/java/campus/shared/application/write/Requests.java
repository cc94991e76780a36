package campus.shared.application.write;

import campus.shared.domain.name.UserId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Completed requests and their answers, for clients that retry. A request is recorded in the
 * transaction of its effect, so one exists exactly if the other does.
 */
public interface Requests {

  /** The {@code request_id} of a caller. */
  record RequestKey(UserId caller, UUID id) {}

  /**
   * The contents of a request.
   *
   * @param fingerprint equal for equal requests only
   */
  record Asked(String method, String fingerprint) {}

  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Done(Asked asked, byte[] answer) {}

  /**
   * Claims a key for the transaction in progress, which then does the work and calls {@link
   * #answerAndCommit}. Call this before taking any other lock. It waits while another transaction
   * holds the key.
   *
   * @param forgetBefore claims up to then are ignored
   * @return the completed request with this key, null if there is none
   * @throws campus.shared.domain.error.Conflict if the wait took too long
   */
  @Nullable Done claim(RequestKey key, Asked asked, Instant now, Instant forgetBefore);

  /**
   * Stores the answer to a request that the transaction in progress has claimed. It may commit the
   * transaction, so nothing may follow in it.
   */
  void answerAndCommit(RequestKey key, byte[] answer);
}
