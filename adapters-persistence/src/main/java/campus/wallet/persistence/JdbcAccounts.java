package campus.wallet.persistence;

import campus.shared.domain.error.NotFound;
import campus.shared.domain.name.Id;
import campus.shared.domain.name.UserId;
import campus.shared.domain.value.Currency;
import campus.shared.domain.value.Money;
import campus.shared.persistence.entities.JdbcEntities;
import campus.shared.persistence.jdbc.Statements;
import campus.wallet.application.Accounts;
import campus.wallet.domain.Account;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

@Singleton
final class JdbcAccounts extends JdbcEntities<Id<Account>, Account, AccountRow>
    implements Accounts {

  /** The last entry until then, by the index on account and time. */
  private static final String BALANCE_AT =
      """
      SELECT currency_code, balance_after FROM entries
      WHERE account_id = ? AND create_time = (
        SELECT max(create_time) FROM entries WHERE account_id = ? AND create_time <= ?)
      ORDER BY number DESC LIMIT 1
      """;

  /** The orders first: PostgreSQL locks the rows of one level after it has joined them. */
  private static final String LOCK_OF =
      """
      WITH locked AS MATERIALIZED (
        SELECT id FROM orders WHERE buyer_owner_id = ANY(?) OR seller_owner_id = ANY(?)
        ORDER BY id FOR UPDATE)
      SELECT a.* FROM (SELECT count(*) FROM locked) n JOIN accounts a ON a.owner_id = ANY(?)
      ORDER BY a.id FOR UPDATE OF a
      """;

  /** Locks the rows first, in the order of their ids: both sides of one may be erased at once. */
  private static final String DISOWN =
      """
      WITH locked AS MATERIALIZED (
        SELECT id FROM %1$s WHERE %2$s = ANY(?) OR %3$s = ANY(?) ORDER BY id FOR NO KEY UPDATE)
      UPDATE %1$s t SET
        %2$s = CASE WHEN t.%2$s <> ALL(?) THEN t.%2$s END,
        %3$s = CASE WHEN t.%3$s <> ALL(?) THEN t.%3$s END
      FROM locked WHERE t.id = locked.id
      """;

  private final AccountRowRepository accounts;
  private final Statements statements;

  JdbcAccounts(Statements statements, AccountRowRepository accounts) {
    super(
        statements,
        WalletDeclarations.ACCOUNT,
        accounts,
        AccountRow.class,
        AccountRow::from,
        AccountRow::toDomain);
    this.statements = statements;
    this.accounts = accounts;
  }

  @Override
  public Account get(Id<Account> id) {
    return accounts
        .findById(id.value())
        .map(AccountRow::toDomain)
        .orElseThrow(() -> new NotFound(id.toName()));
  }

  @Override
  public List<Account> lockOf(Collection<UserId> owners) {
    var ids = values(owners);
    return find(LOCK_OF, ids, ids, ids);
  }

  @Override
  public void disown(Collection<UserId> owners) {
    var ids = values(owners);
    statements.update(
        DISOWN.formatted("orders", "buyer_owner_id", "seller_owner_id"), ids, ids, ids, ids);
    statements.update(
        DISOWN.formatted("transfers", "from_owner_id", "to_owner_id"), ids, ids, ids, ids);
  }

  @Override
  public Id<Account> house(Currency currency, Account made) {
    var code = currency.code();
    return Account.id(
        accounts
            .findHouse(code)
            .or(() -> {
              accounts.addHouse(AccountRow.from(made));
              return accounts.findHouse(code);
            })
            .orElseThrow());
  }

  @Override
  public Optional<Money> balanceAt(Id<Account> account, Instant time) {
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
}
