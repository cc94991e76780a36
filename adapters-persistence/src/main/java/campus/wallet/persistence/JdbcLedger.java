package campus.wallet.persistence;

import campus.shared.domain.error.NotFound;
import campus.shared.domain.name.Id;
import campus.shared.domain.name.ResourceId;
import campus.shared.domain.value.Money;
import campus.shared.persistence.jdbc.Statements;
import campus.shared.persistence.jdbc.Statements.Values;
import campus.wallet.application.Ledger;
import campus.wallet.domain.Account;
import campus.wallet.domain.Entry;
import campus.wallet.domain.Posting;
import campus.wallet.domain.Transfer;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Singleton
record JdbcLedger(TransferRowRepository transfers, Statements statements) implements Ledger {

  /** One round trip for all of it; foreign keys are checked when the whole statement is done. */
  private static final String POST =
      """
      WITH changed AS (
        UPDATE accounts a
        SET balance = c.balance, entry_count = c.entry_count, update_time = p.time
        FROM unnest(?::uuid[], ?::bigint[], ?::bigint[]) AS c (id, balance, entry_count),
          (SELECT ?::timestamptz) AS p (time)
        WHERE a.id = c.id
      ), moved AS (
        INSERT INTO transfers (id, from_id, to_id, from_owner_id, to_owner_id, currency_code,
          amount, description, reverses_id, create_time)
        SELECT t.*, p.time
        FROM unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::uuid[], ?::uuid[], ?::text[],
            ?::bigint[], ?::text[], ?::uuid[]) AS t,
          (SELECT ?::timestamptz) AS p (time)
      )
      INSERT INTO entries (account_id, id, number, transfer_id, currency_code, amount,
        balance_after, create_time)
      SELECT e.*, p.time
      FROM unnest(?::uuid[], ?::uuid[], ?::bigint[], ?::uuid[], ?::text[], ?::bigint[],
          ?::bigint[]) AS e,
        (SELECT ?::timestamptz) AS p (time)
      """;

  private static final String DISCREPANCIES =
      """
      WITH sums AS (
        SELECT account_id, sum(amount) AS total, count(*) AS count, max(number) AS last
        FROM entries GROUP BY account_id
      )
      SELECT a.currency_code, 'its entries come to ' || sum(s.total) || ' minor units, not to 0'
      FROM sums s JOIN accounts a ON a.id = s.account_id
      GROUP BY a.currency_code HAVING sum(s.total) <> 0
      UNION ALL
      SELECT 'accounts/' || a.id,
        'holds ' || a.balance || ' minor units, its entries come to ' || coalesce(s.total, 0)
      FROM accounts a LEFT JOIN sums s ON s.account_id = a.id
      WHERE a.balance <> coalesce(s.total, 0)
      UNION ALL
      SELECT 'accounts/' || a.id,
        'counts ' || a.entry_count || ' entries, has ' || coalesce(s.count, 0)
          || ', the last one is number ' || coalesce(s.last, 0)
      FROM accounts a LEFT JOIN sums s ON s.account_id = a.id
      WHERE a.entry_count <> coalesce(s.count, 0) OR a.entry_count <> coalesce(s.last, 0)
      UNION ALL
      SELECT 'accounts/' || account_id || '/entries/' || id,
        'leaves ' || balance_after || ' minor units of ' || before || ' and ' || amount
      FROM (
        SELECT *, lag(balance_after, 1, 0::bigint)
          OVER (PARTITION BY account_id ORDER BY number) AS before
        FROM entries
      ) e
      WHERE balance_after <> before + amount
      UNION ALL
      SELECT 'transfers/' || t.id, 'has not exactly the two entries that it says'
      FROM transfers t
      LEFT JOIN entries e ON e.transfer_id = t.id
      GROUP BY t.id
      HAVING count(*) <> 2
        OR count(*) FILTER (WHERE e.account_id = t.from_id AND e.amount = -t.amount
          AND e.currency_code = t.currency_code) <> 1
        OR count(*) FILTER (WHERE e.account_id = t.to_id AND e.amount = t.amount
          AND e.currency_code = t.currency_code) <> 1
      UNION ALL
      SELECT 'accounts/' || id, 'holds ' || balance || ' minor units'
      FROM accounts WHERE balance < 0 AND owner_id IS NOT NULL
      UNION ALL
      SELECT 'orders/' || o.id, 'is ' || o.state || ', but its payment or refund does not fit'
      FROM orders o
      LEFT JOIN transfers p ON p.id = o.payment_id
      LEFT JOIN transfers r ON r.id = o.refund_id
      WHERE o.payment_id IS NOT NULL
          AND (p.from_id, p.to_id, p.amount) IS DISTINCT FROM (o.buyer_id, o.seller_id, o.total)
        OR o.refund_id IS NOT NULL
          AND (r.from_id, r.to_id, r.amount, r.reverses_id)
            IS DISTINCT FROM (o.seller_id, o.buyer_id, o.total, o.payment_id)
      LIMIT ?
      """;

  @Override
  public void post(Posting posting) {
    if (posting.transfers().isEmpty()) {
      return;
    }
    var accounts = posting.changed();
    var moved = posting.transfers();
    var entries = posting.entries();
    statements.update(
        POST,
        Values.column("uuid", accounts, account -> account.id().value()),
        Values.column("int8", accounts, account -> account.balance().minor()),
        Values.column("int8", accounts, Account::entryCount),
        posting.time(),
        Values.column("uuid", moved, transfer -> transfer.id().value()),
        Values.column("uuid", moved, transfer -> transfer.from().value()),
        Values.column("uuid", moved, transfer -> transfer.to().value()),
        Values.column("uuid", moved, transfer -> owner(posting, transfer.from())),
        Values.column("uuid", moved, transfer -> owner(posting, transfer.to())),
        Values.column("text", moved, transfer -> currency(transfer.amount())),
        Values.column("int8", moved, transfer -> transfer.amount().minor()),
        Values.column("text", moved, Transfer::description),
        Values.column("uuid", moved, transfer -> ResourceId.valueOf(transfer.reverses())),
        posting.time(),
        Values.column("uuid", entries, entry -> entry.account().value()),
        Values.column("uuid", entries, Entry::id),
        Values.column("int8", entries, Entry::number),
        Values.column("uuid", entries, entry -> entry.transfer().value()),
        Values.column("text", entries, entry -> currency(entry.amount())),
        Values.column("int8", entries, entry -> entry.amount().minor()),
        Values.column("int8", entries, entry -> entry.balanceAfter().minor()),
        posting.time());
  }

  private static String currency(Money amount) {
    return amount.currency().code();
  }

  private static @Nullable UUID owner(Posting posting, Id<Account> id) {
    return ResourceId.valueOf(posting.account(id).owner());
  }

  @Override
  public Transfer get(Id<Transfer> id) {
    return transfers
        .findById(id.value())
        .map(TransferRow::toDomain)
        .orElseThrow(() -> new NotFound(id.toName()));
  }

  @Override
  public boolean isReversed(Id<Transfer> id) {
    return transfers.existsByReversesId(id.value());
  }

  @Override
  public List<Discrepancy> discrepancies(int limit) {
    return statements.query(
        DISCREPANCIES, rows -> new Discrepancy(rows.getString(1), rows.getString(2)), limit);
  }
}
