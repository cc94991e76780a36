package campus.wallet.domain;

import campus.shared.domain.Reason;
import campus.shared.domain.RuleBroken;

/** The account is closed, for good. */
public final class AccountClosed extends RuleBroken {

  private static final long serialVersionUID = 1L;

  public AccountClosed(AccountId account) {
    super(Reason.ACCOUNT_CLOSED, account.toName(), account + " is closed");
  }
}
