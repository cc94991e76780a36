package campus.wallet.application;

import campus.identity.application.UserDependents;
import campus.shared.application.write.IdGenerator;
import campus.shared.application.write.Transactions;
import java.time.Clock;

/** The use cases of this context. */
public record WalletUseCases(
    AccountUseCases accounts,
    TransferUseCases transfers,
    OrderUseCases orders,
    LedgerUseCases ledger,
    UserDependents userDependents) {

  public static WalletUseCases create(
      Transactions transactions,
      Accounts accounts,
      Ledger ledger,
      Orders orders,
      IdGenerator ids,
      Clock clock) {
    var movements = new Movements(accounts, ledger, ids, clock);
    return new WalletUseCases(
        new AccountService(transactions, accounts, movements, ids, clock),
        new TransferService(transactions, movements, ledger, orders),
        new OrderService(transactions, movements, orders, ids),
        new LedgerService(transactions, ledger),
        new UserAccounts(accounts, orders, clock));
  }
}
