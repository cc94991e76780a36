package campus.wallet.application;

import campus.identity.application.UserDependents;
import campus.shared.domain.name.UserId;
import campus.wallet.domain.Account;
import campus.wallet.domain.WalletErrors;
import java.time.Clock;
import java.util.List;
import java.util.Objects;

/**
 * Deletes the accounts of deleted users and their orders; refuses if an account has entries. Of
 * erased users it keeps those, closed and without an owner. Races: moving money in. Guard: the
 * accounts' row locks. Opening an account. Guard: the user's row lock, for which a foreign key's
 * check waits.
 */
record UserAccounts(Accounts accounts, Orders orders, Clock clock) implements UserDependents {

  @Override
  public void deleteOf(List<UserId> users) {
    var locked = accounts.lockOf(users);
    for (var account : locked) {
      if (hasEntries(account)) {
        throw WalletErrors.accountsHaveEntries(
            Objects.requireNonNull(account.owner(), "the house is no user's"), account.id());
      }
    }
    delete(locked);
  }

  @Override
  public void eraseOf(List<UserId> users) {
    var locked = accounts.lockOf(users);
    var now = clock.instant();
    var kept =
        locked.stream()
            .filter(UserAccounts::hasEntries)
            .map(account -> account.erase(now))
            .toList();
    delete(locked.stream().filter(account -> !hasEntries(account)).toList());
    if (!kept.isEmpty()) {
      accounts.updateAll(kept);
      accounts.disown(users);
    }
  }

  private static boolean hasEntries(Account account) {
    return account.entryCount() > 0;
  }

  private void delete(List<Account> locked) {
    if (!locked.isEmpty()) {
      var ids = locked.stream().map(Account::id).toList();
      orders.deleteOf(ids);
      accounts.deleteAll(ids);
    }
  }
}
