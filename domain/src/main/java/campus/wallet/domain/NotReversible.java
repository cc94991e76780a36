package campus.wallet.domain;

import campus.shared.domain.Reason;
import campus.shared.domain.RuleBroken;

/** Some transfers have to be undone in another way. */
public final class NotReversible extends RuleBroken {

  private static final long serialVersionUID = 1L;

  public NotReversible(TransferId transfer, String why) {
    super(Reason.NOT_REVERSIBLE, transfer.toName(), transfer + " cannot be reversed: " + why);
  }
}
