package campus.wallet.application;

import campus.shared.application.write.Entities;
import campus.shared.domain.name.Id;
import campus.shared.domain.name.UserId;
import campus.shared.domain.value.Currency;
import campus.shared.domain.value.Money;
import campus.wallet.domain.Account;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The accounts of users and the house. Locking in id order keeps opposite transfers from
 * deadlocking. Only accounts without entries can be deleted.
 */
public interface Accounts extends Entities<Id<Account>, Account> {

  /**
   * Reads an account without a lock.
   *
   * @throws campus.shared.domain.error.NotFound if it does not exist
   */
  Account get(Id<Account> id);

  /** Locks the orders, then the accounts of users, in id order. */
  List<Account> lockOf(Collection<UserId> owners);

  /** Takes users off the transfers and orders that tell whose accounts theirs were. */
  void disown(Collection<UserId> owners);

  /**
   * Returns the house account of a currency, and adds it if missing. Races: adding it twice. Guard:
   * a unique index.
   *
   * @param added the account to add
   */
  Id<Account> house(Currency currency, Account added);

  /** The balance of an account at a time; empty before its first entry. */
  Optional<Money> balanceAt(Id<Account> account, Instant time);
}
