package campus.wallet.application;

import campus.wallet.application.Ledger.Discrepancy;
import java.util.List;

/** Checking the books. */
public interface LedgerUseCases {

  /** The most discrepancies that are answered. */
  int MAX_DISCREPANCIES = 100;

  /**
   * Looks through all the books, see {@link Ledger#discrepancies}.
   *
   * @return none if they are right
   */
  List<Discrepancy> verify();
}
