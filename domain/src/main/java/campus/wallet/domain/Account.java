package campus.wallet.domain;

import campus.shared.domain.Currency;
import campus.shared.domain.Id;
import campus.shared.domain.Identified;
import campus.shared.domain.Money;
import campus.shared.domain.UserId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Money that belongs to somebody: opened empty, changed by entries alone, and closed for good when
 * it is empty again.
 *
 * @param owner null for the house: the one account of its currency that money comes from when it is
 *     paid in, and goes to when it is paid out, so that it alone may be below zero
 * @param entryCount how many entries have made the balance; the number of the last one
 * @param updateTime when the last entry was made, or the account opened or closed
 */
public record Account(
    Id<Account> id,
    @Nullable UserId owner,
    Money balance,
    State state,
    long entryCount,
    Instant createTime,
    Instant updateTime)
    implements Identified<Id<Account>> {

  /** Where an account is in its life. */
  public enum State {
    OPEN,
    CLOSED
  }

  public static Id<Account> id(UUID value) {
    return new Id<>(WalletResources.ACCOUNT, value);
  }

  /**
   * Opens an account.
   *
   * @param owner null for the house
   */
  public static Account open(
      Id<Account> id, @Nullable UserId owner, Currency currency, Instant now) {
    return new Account(id, owner, Money.zero(currency), State.OPEN, 0, now, now);
  }

  public Currency currency() {
    return balance.currency();
  }

  public boolean isHouse() {
    return owner == null;
  }

  public boolean isOwnedBy(@Nullable UserId user) {
    return owner != null && owner.equals(user);
  }

  /**
   * The account after an amount has come in, or gone out.
   *
   * @param amount negative for what goes out
   * @throws campus.shared.domain.RuleBroken if it is
   * @throws campus.shared.domain.RuleBroken if the amount is in another currency
   * @throws campus.shared.domain.RuleBroken if more would go out than there is
   * @throws campus.shared.domain.RuleBroken if there would be more than can be counted
   */
  Account post(Money amount, Instant time) {
    if (state == State.CLOSED) {
      throw WalletErrors.accountClosed(id);
    }
    if (!currency().equals(amount.currency())) {
      throw WalletErrors.currencyMismatch(id, amount.currency());
    }
    Money after;
    try {
      after = balance.plus(amount);
    } catch (ArithmeticException e) {
      throw WalletErrors.balanceOverflow(id);
    }
    if (after.isNegative() && !isHouse()) {
      throw WalletErrors.insufficientFunds(id, balance, after.negated());
    }
    return new Account(id, owner, after, state, entryCount + 1, createTime, time);
  }

  /**
   * @throws campus.shared.domain.RuleBroken if it is closed already
   * @throws campus.shared.domain.RuleBroken if there is money in it, or it is the house's
   */
  public Account close(Instant now) {
    if (state == State.CLOSED) {
      throw WalletErrors.accountClosed(id);
    }
    if (isHouse()) {
      throw WalletErrors.accountOfHouse(id);
    }
    if (balance.minor() != 0) {
      throw WalletErrors.accountNotEmpty(id, balance);
    }
    return new Account(id, owner, balance, State.CLOSED, entryCount, createTime, now);
  }
}
