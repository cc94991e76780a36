package campus.wallet.persistence;

import campus.shared.domain.Currency;
import campus.shared.domain.Money;
import campus.shared.domain.NotFound;
import campus.shared.domain.UserId;
import campus.shared.persistence.Statements;
import campus.wallet.application.Accounts;
import campus.wallet.domain.Account;
import campus.wallet.domain.AccountId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

@Singleton
final class JdbcAccounts implements Accounts {

  /** The last entry until then, by the index on account and time. */
  private static final String BALANCE_AT =
      """
      SELECT currency_code, balance_after FROM entries
      WHERE account_id = ? AND create_time = (
        SELECT max(create_time) FROM entries WHERE account_id = ? AND create_time <= ?)
      ORDER BY number DESC LIMIT 1
      """;

  private final AccountRowRepository accounts;
  private final Statements statements;

  JdbcAccounts(AccountRowRepository accounts, Statements statements) {
    this.accounts = accounts;
    this.statements = statements;
  }

  @Override
  public void add(Account account) {
    accounts.save(AccountRow.from(account));
  }

  @Override
  public Account get(AccountId id) {
    return accounts
        .findById(id.value())
        .map(AccountRow::toDomain)
        .orElseThrow(() -> new NotFound(id.toName()));
  }

  @Override
  public List<Account> lockAll(Collection<AccountId> ids) {
    return accounts.lockAll(values(ids)).stream().map(AccountRow::toDomain).toList();
  }

  @Override
  public List<Account> lockOf(Collection<UserId> owners) {
    var values = owners.stream().map(owner -> owner.value().toString()).toList();
    return accounts.lockOf(values).stream().map(AccountRow::toDomain).toList();
  }

  @Override
  public AccountId house(Currency currency, Account made) {
    var code = currency.code();
    return new AccountId(
        accounts
            .findHouse(code)
            .or(() -> {
              accounts.addHouse(AccountRow.from(made));
              return accounts.findHouse(code);
            })
            .orElseThrow());
  }

  @Override
  public void update(Account account) {
    accounts.update(AccountRow.from(account));
  }

  @Override
  public void deleteAll(Collection<AccountId> ids) {
    accounts.deleteAll(values(ids));
  }

  @Override
  public Optional<Money> balanceAt(AccountId account, Instant time) {
    return statements
        .query(
            BALANCE_AT,
            rows -> new Money(Currency.of(rows.getString(1)), rows.getLong(2)),
            account.value(),
            account.value(),
            time)
        .stream()
        .findFirst();
  }

  private static List<String> values(Collection<AccountId> ids) {
    return ids.stream().map(id -> id.value().toString()).toList();
  }
}
