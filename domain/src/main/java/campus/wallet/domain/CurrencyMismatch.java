package campus.wallet.domain;

import campus.shared.domain.Reason;
import campus.shared.domain.RuleBroken;
import java.util.Currency;

/** Money of one currency cannot go into an account of another. */
public final class CurrencyMismatch extends RuleBroken {

  private static final long serialVersionUID = 1L;

  public CurrencyMismatch(AccountId account, Currency expected, Currency found) {
    super(
        Reason.CURRENCY_MISMATCH,
        account.toName(),
        account + " is in " + expected + ", not in " + found);
  }
}
