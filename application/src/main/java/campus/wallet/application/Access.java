package campus.wallet.application;

import campus.shared.application.call.Caller;
import campus.shared.domain.error.NotAllowed;
import campus.shared.domain.value.Role;
import campus.wallet.domain.Account;

/** Access rules for accounts. */
final class Access {

  private Access() {}

  /** Requires that the caller owns the account or is CASHIER. */
  static void require(Caller caller, Account account) {
    if (!may(caller, account)) {
      throw new NotAllowed(account.id() + " is for its owner and CASHIER only");
    }
  }

  static boolean may(Caller caller, Account account) {
    return account.isOwnedBy(caller.user()) || caller.has(Role.CASHIER);
  }
}
