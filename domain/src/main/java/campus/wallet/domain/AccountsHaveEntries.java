package campus.wallet.domain;

import campus.shared.domain.Reason;
import campus.shared.domain.RuleBroken;
import campus.shared.domain.UserId;

/** Whoever has moved money stays in the books. */
public final class AccountsHaveEntries extends RuleBroken {

  private static final long serialVersionUID = 1L;

  public AccountsHaveEntries(UserId user, AccountId account) {
    super(
        Reason.ACCOUNTS_HAVE_ENTRIES,
        user.toName(),
        user + " cannot be deleted: entries of " + account + " have to be kept");
  }
}
