package campus.wallet.application;

import campus.shared.application.write.IdGenerator;
import campus.shared.domain.name.Id;
import campus.shared.domain.value.Money;
import campus.wallet.domain.Account;
import campus.wallet.domain.Posting;
import campus.wallet.domain.Transfer;
import java.time.Clock;
import java.util.Collection;
import java.util.List;

/**
 * Moves money in the transaction in progress. Locks all accounts at once, in id order, so that
 * transfers cannot deadlock and balances are current.
 */
record Movements(Accounts accounts, Ledger ledger, IdGenerator ids, Clock clock) {

  Id<Transfer> move(Id<Account> from, Id<Account> to, Money amount, String description) {
    var posting = begin(List.of(from, to));
    var transfer = posting.move(newId(), from, to, amount, description, null);
    end(posting);
    return transfer.id();
  }

  /** Locks the accounts, then reads the time. */
  Posting begin(Collection<Id<Account>> involved) {
    var locked = accounts.lockAll(involved);
    return new Posting(locked, ids::next, clock.instant());
  }

  Id<Transfer> newId() {
    return Transfer.id(ids.next());
  }

  /** Stores the moved money. */
  void end(Posting posting) {
    ledger.post(posting);
  }
}
