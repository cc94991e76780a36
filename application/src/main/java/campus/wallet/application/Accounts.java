package campus.wallet.application;

import campus.shared.application.write.Entities;
import campus.shared.domain.Currency;
import campus.shared.domain.Id;
import campus.shared.domain.Money;
import campus.shared.domain.UserId;
import campus.wallet.domain.Account;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The accounts, those of the house included. Locking in the order of the ids keeps transfers in
 * opposite directions from deadlocking. Only accounts without entries can be deleted.
 */
public interface Accounts extends Entities<Id<Account>, Account> {

  /**
   * Reads an account without a lock.
   *
   * @throws campus.shared.domain.NotFound if it does not exist
   */
  Account get(Id<Account> id);

  /** As {@link #lockAll}, for all accounts of users. Locks the orders between them first. */
  List<Account> lockOf(Collection<UserId> owners);

  /**
   * The house account of a currency, added at the first request. Races: adding it twice. Guard: a
   * unique index.
   *
   * @param added the account to add if there is none
   */
  Id<Account> house(Currency currency, Account added);

  /**
   * The balance of an account at a time.
   *
   * @return empty if it had no entries by then
   */
  Optional<Money> balanceAt(Id<Account> account, Instant time);
}
