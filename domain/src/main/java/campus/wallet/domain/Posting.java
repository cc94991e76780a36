package campus.wallet.domain;

import campus.shared.domain.error.NotFound;
import campus.shared.domain.name.Id;
import campus.shared.domain.value.Money;
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
 * Transfers in progress between locked accounts. Each moves money at once, so that the next sees
 * the new balances.
 */
public final class Posting {

  private final Map<Id<Account>, Account> accounts = new LinkedHashMap<>();
  private final Map<Id<Account>, Account> changed = new LinkedHashMap<>();
  private final List<Transfer> transfers = new ArrayList<>();
  private final List<Entry> entries = new ArrayList<>();
  private final Supplier<UUID> ids;
  private final Instant time;

  /**
   * @param locked all accounts involved
   * @param ids makes ids of entries
   * @param now the time of the transfers; a later last entry of these accounts wins, since the
   *     clocks of servers differ
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
   * @param reverses the reversed transfer, null for none
   * @throws NotFound if an account does not exist
   * @throws campus.shared.domain.error.RuleBroken if an account is closed or in another currency,
   *     the money does not suffice, or a balance would exceed 64 bits
   */
  public Transfer move(
      Id<Transfer> id,
      Id<Account> from,
      Id<Account> to,
      Money amount,
      String description,
      @Nullable Id<Transfer> reverses) {
    var transfer = new Transfer(id, from, to, amount, description, reverses, time);
    // A failure leaves both accounts unchanged.
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
   * An account after the transfers so far.
   *
   * @throws NotFound if it does not exist
   */
  public Account account(Id<Account> id) {
    var account = accounts.get(id);
    if (account == null) {
      throw new NotFound(id.toName());
    }
    return account;
  }

  /** The time of all the transfers. */
  public Instant time() {
    return time;
  }

  /** The accounts that have changed. */
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
