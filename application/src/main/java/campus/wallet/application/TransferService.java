package campus.wallet.application;

import campus.shared.application.call.Caller;
import campus.shared.application.write.Transactions;
import campus.shared.domain.name.Id;
import campus.wallet.domain.Account;
import campus.wallet.domain.Posting;
import campus.wallet.domain.Transfer;
import campus.wallet.domain.WalletErrors;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Races: concurrent transfers from or to one account. Guard: the accounts' row locks, in id order;
 * a check constraint on the balance. Reversing a transfer twice. Guard: the same locks and a unique
 * constraint.
 */
record TransferService(Transactions transactions, Movements movements, Ledger ledger, Orders orders)
    implements TransferUseCases {

  @Override
  public List<Id<Transfer>> transfer(Caller caller, List<TransferFunds> transfers) {
    return transactions.write(() -> {
      var posting = movements.begin(involved(transfers));
      var made = new ArrayList<Id<Transfer>>(transfers.size());
      for (var transfer : transfers) {
        made.add(move(caller, transfer, posting));
      }
      movements.end(posting);
      return made;
    });
  }

  private static Set<Id<Account>> involved(List<TransferFunds> transfers) {
    var accounts = new LinkedHashSet<Id<Account>>();
    for (var transfer : transfers) {
      accounts.add(transfer.from());
      accounts.add(transfer.to());
    }
    return accounts;
  }

  private Id<Transfer> move(Caller caller, TransferFunds transfer, Posting posting) {
    Access.require(caller, posting.account(transfer.from()));
    var id = movements.newId();
    posting.move(
        id, transfer.from(), transfer.to(), transfer.amount(), transfer.description(), null);
    return id;
  }

  @Override
  public Id<Transfer> reverse(Id<Transfer> id) {
    return transactions.write(() -> {
      var transfer = ledger.get(id);
      if (transfer.reverses() != null) {
        throw WalletErrors.notReversible(id, "it reverses " + transfer.reverses());
      }
      if (orders.isOfOrder(id)) {
        throw WalletErrors.notReversible(
            id, "it belongs to an order, which can be cancelled instead");
      }
      var posting = movements.begin(List.of(transfer.from(), transfer.to()));
      if (ledger.isReversed(id)) {
        throw WalletErrors.alreadyReversed(id);
      }
      var reversal = movements.newId();
      posting.move(
          reversal, transfer.to(), transfer.from(), transfer.amount(), transfer.description(), id);
      movements.end(posting);
      return reversal;
    });
  }
}
