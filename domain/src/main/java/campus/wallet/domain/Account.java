package campus.wallet.domain;

import campus.shared.domain.entity.Identified;
import campus.shared.domain.name.Id;
import campus.shared.domain.name.UserId;
import campus.shared.domain.value.Currency;
import campus.shared.domain.value.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A money account: opened empty, changed by entries alone, and closed for good once empty.
 *
 * @param owner null for the house account of a currency, the counterpart of deposits and
 *     withdrawals, which alone may be negative; and for a closed account whose owner was erased
 * @param entryCount the number of the last entry
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

  /** The life cycle. */
  public enum State {
    OPEN,
    CLOSED
  }

  public static Id<Account> id(UUID value) {
    return new Id<>(WalletResources.ACCOUNT, value);
  }

  /**
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
    return owner == null && state == State.OPEN;
  }

  public boolean isOwnedBy(@Nullable UserId user) {
    return owner != null && owner.equals(user);
  }

  /**
   * Adds an amount to the balance.
   *
   * @param amount negative for an outgoing amount
   * @throws campus.shared.domain.error.RuleBroken if the account is closed or in another currency,
   *     or the balance would be negative or exceed 64 bits
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
   * @throws campus.shared.domain.error.RuleBroken if it is closed, holds money or is the house's
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

  /**
   * Takes the owner off, who is about to be erased, and closes the account for good.
   *
   * @throws campus.shared.domain.error.RuleBroken if it holds money
   */
  public Account erase(Instant now) {
    if (balance.minor() != 0) {
      throw WalletErrors.accountToEmpty(id, balance);
    }
    var time = state == State.CLOSED ? updateTime : now;
    return new Account(id, null, balance, State.CLOSED, entryCount, createTime, time);
  }
}
