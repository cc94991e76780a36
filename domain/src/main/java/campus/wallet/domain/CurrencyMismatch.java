package campus.wallet.domain;

import campus.shared.domain.Currency;
import campus.shared.domain.Reason;
import campus.shared.domain.RuleBroken;

/** Money of one currency cannot go into an account of another. */
public final class CurrencyMismatch extends RuleBroken {

  private static final long serialVersionUID = 1L;

  /** Does not say which currency the account is in: it may be somebody else's. */
  public CurrencyMismatch(AccountId account, Currency found) {
    super(Reason.CURRENCY_MISMATCH, account.toName(), account + " is not in " + found);
  }
}
