package campus.wallet.domain;

import campus.shared.domain.error.Reason;
import campus.shared.domain.error.RuleBroken;
import campus.shared.domain.name.Id;
import campus.shared.domain.name.UserId;
import campus.shared.domain.value.Currency;
import campus.shared.domain.value.Money;

/** The errors of this context. */
public final class WalletErrors {

  private WalletErrors() {}

  static RuleBroken accountClosed(Id<Account> account) {
    return new RuleBroken(Reason.ACCOUNT_CLOSED, account, account + " is closed");
  }

  static RuleBroken accountNotEmpty(Id<Account> account, Money balance) {
    return cannotClose(account, " holds " + balance);
  }

  /** Money of nobody would be left. */
  static RuleBroken accountToEmpty(Id<Account> account, Money balance) {
    return new RuleBroken(
        Reason.ACCOUNT_NOT_EMPTY,
        account,
        account + " holds " + balance + "; withdraw it before its owner is erased");
  }

  static RuleBroken accountOfHouse(Id<Account> account) {
    return cannotClose(account, " is the house account of its currency");
  }

  private static RuleBroken cannotClose(Id<Account> account, String why) {
    return new RuleBroken(
        Reason.ACCOUNT_NOT_EMPTY, account, account + why + ", so it cannot be closed");
  }

  /** Entries are kept forever, and their users unless they are erased. */
  public static RuleBroken accountsHaveEntries(UserId user, Id<Account> account) {
    return new RuleBroken(
        Reason.ACCOUNTS_HAVE_ENTRIES,
        user,
        user
            + " cannot be deleted: entries of "
            + account
            + " have to be kept; erase keeps them without the user");
  }

  public static RuleBroken alreadyReversed(Id<Transfer> transfer) {
    return new RuleBroken(
        Reason.ALREADY_REVERSED, transfer, transfer + " has been reversed already");
  }

  /** The transfer cannot be reversed, for the given reason. */
  public static RuleBroken notReversible(Id<Transfer> transfer, String why) {
    return new RuleBroken(
        Reason.NOT_REVERSIBLE, transfer, transfer + " cannot be reversed: " + why);
  }

  /** The balance would exceed 64 bits of the currency's smallest unit. */
  static RuleBroken balanceOverflow(Id<Account> account) {
    return new RuleBroken(
        Reason.BALANCE_OVERFLOW, account, account + " would hold more than can be counted");
  }

  /** Hides the account's currency, since the account may be another user's. */
  static RuleBroken currencyMismatch(Id<Account> account, Currency found) {
    return new RuleBroken(Reason.CURRENCY_MISMATCH, account, account + " is not in " + found);
  }

  /**
   * @param missing the amount that the balance falls short of
   */
  static RuleBroken insufficientFunds(Id<Account> account, Money balance, Money missing) {
    return new RuleBroken(
        Reason.INSUFFICIENT_FUNDS,
        account,
        account + " holds " + balance + ", which is " + missing + " too little");
  }

  static RuleBroken orderAlreadyPaid(Id<Order> order) {
    return new RuleBroken(Reason.ORDER_ALREADY_PAID, order, order + " has been paid already");
  }

  static RuleBroken orderCancelled(Id<Order> order) {
    return new RuleBroken(Reason.ORDER_CANCELLED, order, order + " is cancelled");
  }
}
