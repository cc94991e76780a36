package campus.wallet.application;

import campus.identity.application.UserDependents;
import campus.shared.domain.UserId;
import campus.wallet.domain.Account;
import campus.wallet.domain.WalletErrors;
import java.util.List;
import java.util.Objects;

/**
 * The accounts of users who are deleted: gone with them, with the orders that they are in, unless
 * money was ever moved. Their rows' locks keep money from coming in meanwhile.
 */
final class UserAccounts implements UserDependents {

  private final Accounts accounts;
  private final Orders orders;

  UserAccounts(Accounts accounts, Orders orders) {
    this.accounts = accounts;
    this.orders = orders;
  }

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
