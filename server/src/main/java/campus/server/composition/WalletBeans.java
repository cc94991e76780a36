package campus.server.composition;

import campus.identity.application.UserDependents;
import campus.shared.application.IdGenerator;
import campus.shared.application.Transactions;
import campus.wallet.application.Accounts;
import campus.wallet.application.Ledger;
import campus.wallet.application.Orders;
import campus.wallet.application.WalletUseCases;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;

@Factory
final class WalletBeans {

  @Singleton
  WalletUseCases wallet(
      Transactions transactions,
      Accounts accounts,
      Ledger ledger,
      Orders orders,
      IdGenerator ids,
      Clock clock) {
    return WalletUseCases.create(transactions, accounts, ledger, orders, ids, clock);
  }

  @Singleton
  @Named("wallet")
  UserDependents walletDependents(WalletUseCases wallet) {
    return wallet.dependents();
  }
}
