package campus.wallet.application.testing;

import campus.shared.application.write.Transactions;
import campus.shared.domain.name.UserId;
import campus.wallet.application.Accounts;
import campus.wallet.application.Ledger;
import campus.wallet.application.Orders;
import campus.wallet.application.WalletUseCases;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The driven ports of the wallet, all over the same store.
 *
 * @param users makes a user who can have accounts
 */
public record WalletPorts(
    Transactions transactions,
    Accounts accounts,
    Ledger ledger,
    Orders orders,
    Supplier<UserId> users) {

  /** The same ports, whose use cases run within other transactions. */
  public WalletPorts within(Transactions other) {
    return new WalletPorts(other, accounts, ledger, orders, users);
  }

  public WalletUseCases useCases() {
    var clock = Clock.tick(Clock.systemUTC(), Duration.ofNanos(1000));
    return WalletUseCases.create(transactions, accounts, ledger, orders, UUID::randomUUID, clock);
  }
}
