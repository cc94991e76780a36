package campus.wallet.application;

import campus.shared.application.call.Caller;
import campus.shared.domain.name.Id;
import campus.shared.domain.name.UserId;
import campus.shared.domain.value.Currency;
import campus.shared.domain.value.Money;
import campus.wallet.domain.Account;
import campus.wallet.domain.Transfer;
import java.time.Instant;
import java.util.List;

/**
 * Opens and closes accounts, and moves money in and out.
 *
 * <p>Each method joins the transaction in progress, or opens one. {@link
 * campus.shared.domain.error.NotFound} if the account does not exist. Methods with a caller are for
 * the owner and CASHIER, and throw {@link campus.shared.domain.error.NotAllowed} for others.
 */
public interface AccountUseCases {

  /** As {@link #open(List)}, for one. */
  default Id<Account> open(UserId owner, Currency currency) {
    return open(List.of(new Opening(owner, currency))).getFirst();
  }

  /** An account to be opened. */
  record Opening(UserId owner, Currency currency) {}

  /**
   * Opens accounts, all or none. The edge checks access, by the owners' names.
   *
   * @return their ids, in order
   * @throws campus.shared.domain.error.NotFound if an owner does not exist
   */
  List<Id<Account>> open(List<Opening> openings);

  /**
   * Closes an account.
   *
   * @throws campus.shared.domain.error.RuleBroken if it holds money, is the house's, or is closed
   */
  void close(Caller caller, Id<Account> account);

  /**
   * Pays money in, from the house account of its currency. For CASHIER, checked at the edge.
   *
   * @throws campus.shared.domain.error.RuleBroken as {@link campus.wallet.domain.Posting#move}
   */
  Id<Transfer> deposit(Id<Account> account, Money amount, String description);

  /**
   * Pays money out, to the house account of its currency. For CASHIER, checked at the edge.
   *
   * @throws campus.shared.domain.error.RuleBroken as {@link campus.wallet.domain.Posting#move}
   */
  Id<Transfer> withdraw(Id<Account> account, Money amount, String description);

  /** The balance at a time; zero before the first entry. */
  Money balanceAt(Caller caller, Id<Account> account, Instant time);

  /** Requires that the caller may read an account. */
  void requireVisible(Caller caller, Id<Account> account);
}
