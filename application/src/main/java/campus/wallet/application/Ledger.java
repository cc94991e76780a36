package campus.wallet.application;

import campus.shared.domain.Id;
import campus.wallet.domain.Posting;
import campus.wallet.domain.Transfer;
import java.util.List;

/** The books: transfers and their entries, to which is only ever added. */
public interface Ledger {

  /**
   * Something that should not be.
   *
   * @param subject the resource that it is about, or a currency
   * @param description what is wrong with it
   */
  record Discrepancy(String subject, String description) {}

  /**
   * Writes down transfers with their entries, and the accounts as they are then, which were locked
   * before. One SQL statement for any number of them.
   */
  void post(Posting posting);

  /**
   * Gets a transfer.
   *
   * @throws campus.shared.domain.NotFound if there is no such transfer
   */
  Transfer get(Id<Transfer> id);

  /**
   * Whether a transfer has been reversed. The answer holds while both its accounts are locked, as
   * whoever reverses it does.
   */
  boolean isReversed(Id<Transfer> id);

  /**
   * Looks through all the books as they are at one moment: per currency the entries come to
   * nothing; each account holds what its entries say, which are numbered without gaps and carry its
   * balance on; each transfer has exactly the two entries that it says; none but the house is below
   * zero.
   *
   * @param limit the most to answer
   */
  List<Discrepancy> discrepancies(int limit);
}
