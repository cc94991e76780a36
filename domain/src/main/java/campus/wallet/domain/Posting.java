package campus.wallet.domain;

import campus.shared.domain.Id;
import campus.shared.domain.Money;
import campus.shared.domain.NotFound;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Transfers in the making, between accounts that nobody else changes meanwhile: each moves money at
 * once, so that the next one sees what it left.
 */
public final class Posting {

  private final Map<Id<Account>, Account> accounts = new LinkedHashMap<>();
  private final Map<Id<Account>, Account> changed = new LinkedHashMap<>();
  private final List<Transfer> transfers = new ArrayList<>();
  private final List<Entry> entries = new ArrayList<>();
  private final Supplier<UUID> ids;
  private final Instant time;

  /**
   * @param locked all accounts that money is to be moved between
   * @param ids makes ids of entries
   * @param now the time of the transfers, or that of the last entry of these accounts if that is
   *     later: the clocks of two servers differ, the order of entries does not
   */
  public Posting(Collection<Account> locked, Supplier<UUID> ids, Instant now) {
    var latest = now;
    for (var account : locked) {
      accounts.put(account.id(), account);
      latest = account.updateTime().isAfter(latest) ? account.updateTime() : latest;
    }
    this.ids = ids;
    this.time = latest;
  }

  /**
   * Moves money.
   *
   * @param reverses the transfer that this one undoes, null for none
   * @throws NotFound if one of the accounts is not there
   * @throws campus.shared.domain.RuleBroken if one of them is closed
   * @throws campus.shared.domain.RuleBroken if one of them is in another currency
   * @throws campus.shared.domain.RuleBroken if there is not enough to go out
   * @throws campus.shared.domain.RuleBroken if there would be more than can be counted
   */
  public Transfer move(
      Id<Transfer> id,
      Id<Account> from,
      Id<Account> to,
      Money amount,
      String description,
      @Nullable Id<Transfer> reverses) {
    var transfer = new Transfer(id, from, to, amount, description, reverses, time);
    // What throws leaves neither account changed.
    var source = account(from).post(amount.negated(), time);
    var target = account(to).post(amount, time);
    keep(source, amount.negated(), id);
    keep(target, amount, id);
    transfers.add(transfer);
    return transfer;
  }

  private void keep(Account after, Money amount, Id<Transfer> transfer) {
    accounts.put(after.id(), after);
    changed.put(after.id(), after);
    entries.add(
        new Entry(ids.get(), after.id(), after.entryCount(), transfer, amount, after.balance()));
  }

  /**
   * An account as the transfers so far leave it.
   *
   * @throws NotFound if it is not there
   */
  public Account account(Id<Account> id) {
    var account = accounts.get(id);
    if (account == null) {
      throw new NotFound(id.toName());
    }
    return account;
  }

  /** When all of it happens. */
  public Instant time() {
    return time;
  }

  /** The accounts that money was moved between, as they are now. */
  public Collection<Account> changed() {
    return changed.values();
  }

  public List<Transfer> transfers() {
    return transfers;
  }

  /** Two for each transfer. */
  public List<Entry> entries() {
    return entries;
  }
}
