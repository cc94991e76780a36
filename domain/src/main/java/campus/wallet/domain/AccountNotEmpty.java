package campus.wallet.domain;

import campus.shared.domain.Money;
import campus.shared.domain.Reason;
import campus.shared.domain.RuleBroken;

/** The account has to be empty first. */
public final class AccountNotEmpty extends RuleBroken {

  private static final long serialVersionUID = 1L;

  public AccountNotEmpty(AccountId account, Money balance, boolean house) {
    super(
        Reason.ACCOUNT_NOT_EMPTY,
        account.toName(),
        account
            + (house ? " is the house account of its currency" : " holds " + balance)
            + ", so it cannot be closed");
  }
}
