package campus.wallet.domain;

import campus.shared.domain.Money;
import campus.shared.domain.Reason;
import campus.shared.domain.RuleBroken;

/** There is not enough money in the account. */
public final class InsufficientFunds extends RuleBroken {

  private static final long serialVersionUID = 1L;

  /**
   * @param missing by how much it falls short
   */
  public InsufficientFunds(AccountId account, Money balance, Money missing) {
    super(
        Reason.INSUFFICIENT_FUNDS,
        account.toName(),
        account + " holds " + balance + ", which is " + missing + " too little");
  }
}
