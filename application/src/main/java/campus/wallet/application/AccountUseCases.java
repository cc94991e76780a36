package campus.wallet.application;

import campus.shared.application.call.Caller;
import campus.shared.domain.Currency;
import campus.shared.domain.Id;
import campus.shared.domain.Money;
import campus.shared.domain.UserId;
import campus.wallet.domain.Account;
import campus.wallet.domain.Transfer;
import java.time.Instant;

/**
 * Opening and closing accounts, and moving money in and out.
 *
 * <p>Each method joins the transaction in progress, or is one of its own. Unless it says otherwise
 * it is for the owner of the account and CASHIER, and throws {@link
 * campus.shared.domain.NotAllowed} for others, {@link campus.shared.domain.NotFound} where there is
 * no such account.
 */
public interface AccountUseCases {

  /**
   * Opens an account. Who may is checked at the edge, by the name of the owner.
   *
   * @throws campus.shared.domain.NotFound if there is no such user
   */
  Id<Account> open(UserId owner, Currency currency);

  /**
   * Closes an account.
   *
   * @throws campus.shared.domain.RuleBroken if it holds money, or is the house's
   * @throws campus.shared.domain.RuleBroken if it is closed already
   */
  void close(Caller caller, Id<Account> account);

  /**
   * Pays money in, from the house account of its currency. For CASHIER, which is checked at the
   * edge.
   *
   * @throws campus.shared.domain.RuleBroken as {@link campus.wallet.domain.Posting#move}
   */
  Id<Transfer> deposit(Id<Account> account, Money amount, String description);

  /**
   * Pays money out, to the house account of its currency. For CASHIER, which is checked at the
   * edge.
   *
   * @throws campus.shared.domain.RuleBroken as {@link campus.wallet.domain.Posting#move}
   */
  Id<Transfer> withdraw(Id<Account> account, Money amount, String description);

  /** What an account held at a time; nothing before its first entry. */
  Money balanceAt(Caller caller, Id<Account> account, Instant time);

  /** Checks that the caller may look into an account. */
  void requireVisible(Caller caller, Id<Account> account);
}
