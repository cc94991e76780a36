package campus.wallet.application;

import campus.wallet.application.Ledger.Discrepancy;
import java.util.List;

/** Verifies the ledger. */
public interface LedgerUseCases {

  int MAX_DISCREPANCIES = 100;

  /**
   * Verifies the whole ledger, see {@link Ledger#discrepancies}.
   *
   * @return empty if it is consistent; at most {@link #MAX_DISCREPANCIES}
   */
  List<Discrepancy> verify();
}
