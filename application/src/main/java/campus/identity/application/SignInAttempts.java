package campus.identity.application;

import java.time.Duration;
import java.time.Instant;

/**
 * Counts of failed attempts to sign in, by account, shared by all servers. An attempt counts as
 * failed from its beginning, so that many at once slow each other down.
 */
public interface SignInAttempts {

  /** After this time without a failed attempt, those before it are forgotten. */
  Duration MEMORY = Duration.ofMinutes(15);

  /**
   * Counts an attempt. Exact under concurrency: no two get the same number.
   *
   * @param account what stands for the account, 32 bytes at most
   * @param forgetBefore earlier failures, if all lie before this time, do not count any more
   * @return how many have failed in a row, this one included
   */
  int begin(byte[] account, Instant now, Instant forgetBefore);

  /** Forgets the failures of an account. */
  void succeed(byte[] account);
}
