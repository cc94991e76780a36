package campus.wallet.application;

import campus.shared.application.write.Transactions;
import campus.wallet.application.Ledger.Discrepancy;
import java.util.List;

record LedgerService(Transactions transactions, Ledger ledger) implements LedgerUseCases {

  @Override
  public List<Discrepancy> verify() {
    return transactions.read(() -> ledger.discrepancies(MAX_DISCREPANCIES));
  }
}
