package campus.wallet.domain;

import campus.shared.domain.Reason;
import campus.shared.domain.RuleBroken;

/** More than 64 bits of the smallest unit. */
public final class BalanceOverflow extends RuleBroken {

  private static final long serialVersionUID = 1L;

  public BalanceOverflow(AccountId account) {
    super(
        Reason.BALANCE_OVERFLOW,
        account.toName(),
        account + " would hold more than can be counted");
  }
}
