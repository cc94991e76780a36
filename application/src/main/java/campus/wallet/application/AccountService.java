package campus.wallet.application;

import campus.shared.application.call.Caller;
import campus.shared.application.write.IdGenerator;
import campus.shared.application.write.Transactions;
import campus.shared.domain.name.Id;
import campus.shared.domain.value.Currency;
import campus.shared.domain.value.Money;
import campus.wallet.domain.Account;
import campus.wallet.domain.Transfer;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Races: opening an account against deleting its owner. Guard: a foreign key. Closing an account
 * against moving money in. Guard: the account's row lock. Moving money: as in {@link
 * TransferService}.
 */
record AccountService(
    Transactions transactions, Accounts accounts, Movements movements, IdGenerator ids, Clock clock)
    implements AccountUseCases {

  @Override
  public List<Id<Account>> open(List<Opening> openings) {
    var now = clock.instant();
    var opened =
        openings.stream()
            .map(one -> Account.open(Account.id(ids.next()), one.owner(), one.currency(), now))
            .toList();
    transactions.write(() -> accounts.addAll(opened));
    return opened.stream().map(Account::id).toList();
  }

  @Override
  public void close(Caller caller, Id<Account> id) {
    transactions.write(() -> {
      var account = accounts.lock(id);
      Access.require(caller, account);
      accounts.update(account.close(clock.instant()));
    });
  }

  @Override
  public Id<Transfer> deposit(Id<Account> account, Money amount, String description) {
    var text = Transfer.requireDescription(description);
    return transactions.write(
        () -> movements.move(house(amount.currency()), account, amount, text));
  }

  @Override
  public Id<Transfer> withdraw(Id<Account> account, Money amount, String description) {
    var text = Transfer.requireDescription(description);
    return transactions.write(
        () -> movements.move(account, house(amount.currency()), amount, text));
  }

  private Id<Account> house(Currency currency) {
    var made = Account.open(Account.id(ids.next()), null, currency, clock.instant());
    return accounts.house(currency, made);
  }

  @Override
  public Money balanceAt(Caller caller, Id<Account> id, Instant time) {
    return transactions.read(() -> {
      var account = accounts.get(id);
      Access.require(caller, account);
      return accounts.balanceAt(id, time).orElse(Money.zero(account.currency()));
    });
  }

  @Override
  public void requireVisible(Caller caller, Id<Account> id) {
    Access.require(caller, accounts.get(id));
  }
}
