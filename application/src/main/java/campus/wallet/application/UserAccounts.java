package campus.wallet.application;

import campus.identity.application.UserDependents;
import campus.shared.domain.name.UserId;
import campus.wallet.domain.Account;
import campus.wallet.domain.WalletErrors;
import java.util.List;
import java.util.Objects;

/**
 * Deletes the accounts of deleted users and their orders; refuses if an account has entries. Races:
 * moving money in. Guard: the accounts' row locks.
 */
record UserAccounts(Accounts accounts, Orders orders) implements UserDependents {

  @Override
  public void deleteOf(List<UserId> users) {
    var locked = accounts.lockOf(users);
    for (var account : locked) {
      if (account.entryCount() > 0) {
        throw WalletErrors.accountsHaveEntries(
            Objects.requireNonNull(account.owner(), "the house is no user's"), account.id());
      }
    }
    if (!locked.isEmpty()) {
      var ids = locked.stream().map(Account::id).toList();
      orders.deleteOf(ids);
      accounts.deleteAll(ids);
    }
  }
}
