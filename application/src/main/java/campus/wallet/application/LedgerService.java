package campus.wallet.application;

import campus.shared.application.write.Transactions;
import campus.wallet.application.Ledger.Discrepancy;
import java.util.List;

final class LedgerService implements LedgerUseCases {

  private final Transactions transactions;
  private final Ledger ledger;

  LedgerService(Transactions transactions, Ledger ledger) {
    this.transactions = transactions;
    this.ledger = ledger;
  }

  @Override
  public List<Discrepancy> verify() {
    return transactions.read(() -> ledger.discrepancies(MAX_DISCREPANCIES));
  }
}
