package campus.wallet.application.testing;

import campus.shared.application.testing.InMemoryEntities;
import campus.shared.application.testing.InMemoryTransactions;
import campus.shared.application.write.IdGenerator;
import campus.shared.domain.error.NotFound;
import campus.shared.domain.name.Id;
import campus.shared.domain.name.UserId;
import campus.shared.domain.value.Currency;
import campus.shared.domain.value.Money;
import campus.wallet.application.Accounts;
import campus.wallet.application.Ledger;
import campus.wallet.application.Orders;
import campus.wallet.domain.Account;
import campus.wallet.domain.Entry;
import campus.wallet.domain.Order;
import campus.wallet.domain.Posting;
import campus.wallet.domain.Transfer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The wallet in memory. */
public final class InMemoryWallet {

  private final InMemoryTransactions transactions = new InMemoryTransactions();
  private final Set<UserId> users = new HashSet<>();
  private final Map<Id<Account>, Account> accounts = transactions.table();
  private final Map<Id<Transfer>, Transfer> transfers = transactions.table();
  private final Map<UUID, Entry> entries = transactions.table();
  private final Map<Id<Order>, Order> orders = transactions.table();

  private InMemoryWallet() {}

  /** The ports, with nothing in them. */
  public static WalletPorts create() {
    var store = new InMemoryWallet();
    return new WalletPorts(
        store.transactions,
        store.new InMemoryAccounts(),
        store.new InMemoryLedger(),
        store.new InMemoryOrders(),
        store::newUser);
  }

  private UserId newUser() {
    var user = new UserId(UUID.randomUUID());
    users.add(user);
    return user;
  }

  private final class InMemoryAccounts extends InMemoryEntities<Id<Account>, Account>
      implements Accounts {

    InMemoryAccounts() {
      super(accounts);
    }

    @Override
    protected void check(Account account) {
      if (account.owner() != null && !users.contains(account.owner())) {
        throw new NotFound(account.owner().toName());
      }
    }

    @Override
    public Account get(Id<Account> id) {
      return Optional.ofNullable(accounts.get(id)).orElseThrow(() -> new NotFound(id.toName()));
    }

    @Override
    public List<Account> lockOf(Collection<UserId> owners) {
      return lockAll(
          rows()
              .filter(account -> account.owner() != null && owners.contains(account.owner()))
              .map(Account::id)
              .toList());
    }

    /** Transfers and orders here know their accounts only. */
    @Override
    public void disown(Collection<UserId> owners) {}

    @Override
    public Id<Account> house(Currency currency, Account made) {
      return accounts.values().stream()
          .filter(account -> account.isHouse() && account.currency().equals(currency))
          .map(Account::id)
          .findFirst()
          .orElseGet(() -> {
            accounts.put(made.id(), made);
            return made.id();
          });
    }

    @Override
    public Optional<Money> balanceAt(Id<Account> account, Instant time) {
      return entries.values().stream()
          .filter(entry -> entry.account().equals(account))
          .filter(entry -> !timeOf(entry).isAfter(time))
          .max(Comparator.comparingLong(Entry::number))
          .map(Entry::balanceAfter);
    }

    private Instant timeOf(Entry entry) {
      return Objects.requireNonNull(transfers.get(entry.transfer())).createTime();
    }
  }

  private final class InMemoryLedger implements Ledger {

    @Override
    public void post(Posting posting) {
      posting.changed().forEach(account -> accounts.put(account.id(), account));
      posting.transfers().forEach(transfer -> transfers.put(transfer.id(), transfer));
      posting.entries().forEach(entry -> entries.put(entry.id(), entry));
    }

    @Override
    public Transfer get(Id<Transfer> id) {
      return Optional.ofNullable(transfers.get(id)).orElseThrow(() -> new NotFound(id.toName()));
    }

    @Override
    public boolean isReversed(Id<Transfer> id) {
      return transfers.values().stream().anyMatch(transfer -> id.equals(transfer.reverses()));
    }

    @Override
    public List<Discrepancy> discrepancies(int limit) {
      var found = new ArrayList<Discrepancy>();
      for (var account : accounts.values()) {
        var own = entries.values().stream().filter(e -> e.account().equals(account.id())).toList();
        long sum = own.stream().mapToLong(entry -> entry.amount().minor()).sum();
        if (sum != account.balance().minor() || own.size() != account.entryCount()) {
          found.add(new Discrepancy(account.id().toName(), "does not hold what its entries say"));
        }
      }
      return found.stream().limit(limit).toList();
    }
  }

  private final class InMemoryOrders implements Orders {

    @Override
    public void add(Order order, Account buyer, Account seller, IdGenerator ids) {
      orders.put(order.id(), order);
    }

    @Override
    public Order lock(Id<Order> id) {
      return Optional.ofNullable(orders.get(id)).orElseThrow(() -> new NotFound(id.toName()));
    }

    @Override
    public void update(Order order) {
      orders.put(order.id(), order);
    }

    @Override
    public boolean isOfOrder(Id<Transfer> transfer) {
      return orders.values().stream()
          .anyMatch(order -> transfer.equals(order.payment()) || transfer.equals(order.refund()));
    }

    @Override
    public void deleteOf(Collection<Id<Account>> ids) {
      orders
          .values()
          .removeIf(order -> ids.contains(order.buyer()) || ids.contains(order.seller()));
    }
  }
}
