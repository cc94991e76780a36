package campus.wallet.application;

import campus.shared.domain.Currency;
import campus.shared.domain.Money;
import campus.shared.domain.UserId;
import campus.wallet.domain.Account;
import campus.wallet.domain.AccountId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The accounts, those of the house included. */
public interface Accounts {

  /**
   * Adds an account of a user.
   *
   * @throws campus.shared.domain.NotFound if there is no such user
   */
  void add(Account account);

  /**
   * Gets an account as it is now; others may change it.
   *
   * @throws campus.shared.domain.NotFound if there is no such account
   */
  Account get(AccountId id);

  /**
   * Gets accounts, and keeps others from changing them until the transaction ends: in the order of
   * their ids, whatever the order here, so that transfers in opposite directions cannot deadlock.
   * One SQL statement.
   *
   * @return those of them that are there
   */
  List<Account> lockAll(Collection<AccountId> ids);

  /** As {@link #lockAll}, for all accounts of users; locks the orders that they are in first. */
  List<Account> lockOf(Collection<UserId> owners);

  /**
   * The house account of a currency, made when it is asked for the first time. Two at once: a
   * unique index.
   *
   * @param made what to add where there is none
   */
  AccountId house(Currency currency, Account made);

  /** Changes the state of an account that was locked before. */
  void update(Account account);

  /** Deletes accounts that were locked before and have no entries. */
  void deleteAll(Collection<AccountId> ids);

  /**
   * What an account held at a time.
   *
   * @return empty if it has no entries until then
   */
  Optional<Money> balanceAt(AccountId account, Instant time);
}
