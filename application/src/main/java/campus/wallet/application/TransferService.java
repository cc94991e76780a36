package campus.wallet.application;

import campus.shared.application.Caller;
import campus.shared.application.Transactions;
import campus.wallet.domain.AccountId;
import campus.wallet.domain.AlreadyReversed;
import campus.wallet.domain.NotReversible;
import campus.wallet.domain.Posting;
import campus.wallet.domain.TransferId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Overdrafts and lost money: the accounts' rows, locked in the order of their ids before they are
 * looked at. A transfer reversed twice: the same locks, after which it is looked at; and a unique
 * constraint. Money below zero, whatever happens: a check constraint.
 */
final class TransferService implements TransferUseCases {

  private final Transactions transactions;
  private final Movements movements;
  private final Ledger ledger;
  private final Orders orders;

  TransferService(Transactions transactions, Movements movements, Ledger ledger, Orders orders) {
    this.transactions = transactions;
    this.movements = movements;
    this.ledger = ledger;
    this.orders = orders;
  }

  @Override
  public List<TransferId> transfer(Caller caller, List<TransferFunds> transfers) {
    return transactions.write(() -> {
      var posting = movements.begin(involved(transfers));
      var made = new ArrayList<TransferId>(transfers.size());
      for (var transfer : transfers) {
        made.add(move(caller, transfer, posting));
      }
      movements.end(posting);
      return made;
    });
  }

  private static Set<AccountId> involved(List<TransferFunds> transfers) {
    var accounts = new LinkedHashSet<AccountId>();
    for (var transfer : transfers) {
      accounts.add(transfer.from());
      accounts.add(transfer.to());
    }
    return accounts;
  }

  private TransferId move(Caller caller, TransferFunds transfer, Posting posting) {
    Access.require(caller, posting.account(transfer.from()));
    var id = movements.newId();
    posting.move(
        id, transfer.from(), transfer.to(), transfer.amount(), transfer.description(), null);
    return id;
  }

  @Override
  public TransferId reverse(TransferId id) {
    return transactions.write(() -> {
      var transfer = ledger.get(id);
      if (transfer.reverses() != null) {
        throw new NotReversible(id, "it reverses " + transfer.reverses());
      }
      if (orders.isOfOrder(id)) {
        throw new NotReversible(id, "it is the payment of an order, to be cancelled instead");
      }
      var posting = movements.begin(List.of(transfer.from(), transfer.to()));
      if (ledger.isReversed(id)) {
        throw new AlreadyReversed(id);
      }
      var reversal = movements.newId();
      posting.move(
          reversal, transfer.to(), transfer.from(), transfer.amount(), transfer.description(), id);
      movements.end(posting);
      return reversal;
    });
  }
}
