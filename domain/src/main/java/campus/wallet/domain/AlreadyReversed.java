package campus.wallet.domain;

import campus.shared.domain.Reason;
import campus.shared.domain.RuleBroken;

/** A transfer can be reversed once. */
public final class AlreadyReversed extends RuleBroken {

  private static final long serialVersionUID = 1L;

  public AlreadyReversed(TransferId transfer) {
    super(Reason.ALREADY_REVERSED, transfer.toName(), transfer + " has been reversed already");
  }
}
