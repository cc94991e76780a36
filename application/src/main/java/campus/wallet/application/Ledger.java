package campus.wallet.application;

import campus.shared.domain.name.Id;
import campus.wallet.domain.Posting;
import campus.wallet.domain.Transfer;
import java.util.List;

/** The append-only ledger of transfers and entries. */
public interface Ledger {

  /**
   * An inconsistency.
   *
   * @param subject a resource name or a currency
   */
  record Discrepancy(String subject, String description) {}

  /**
   * Stores transfers with their entries, and the new state of their locked accounts. One SQL
   * statement.
   */
  void post(Posting posting);

  /**
   * Reads a transfer.
   *
   * @throws campus.shared.domain.error.NotFound if it does not exist
   */
  Transfer get(Id<Transfer> id);

  /**
   * Whether a transfer has been reversed. Lock both its accounts first, so that the answer holds.
   */
  boolean isReversed(Id<Transfer> id);

  /**
   * Verifies the whole ledger in one snapshot. Per currency, the entries add up to zero. Each
   * account's entries have gapless numbers, carry its balance on and end at it. Each transfer has
   * exactly its two entries. Only house accounts are below zero.
   *
   * @param limit the most inconsistencies to return
   */
  List<Discrepancy> discrepancies(int limit);
}
