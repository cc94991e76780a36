package campus.wallet.application;

import campus.shared.application.call.Caller;
import campus.shared.domain.Id;
import campus.shared.domain.Money;
import campus.wallet.domain.Account;
import campus.wallet.domain.Transfer;
import java.util.List;

/** Moving money between accounts. Each method joins the transaction in progress, or is one. */
public interface TransferUseCases {

  /** What to move: between two accounts, more than nothing. */
  record TransferFunds(Id<Account> from, Id<Account> to, Money amount, String description) {

    public TransferFunds {
      description = Transfer.requireMovable(from, to, amount, description);
    }
  }

  /**
   * Moves money, all of the transfers or none, in their order: what one brings in the next may take
   * out.
   *
   * @return their ids, in order
   * @throws campus.shared.domain.NotFound if one of the accounts is not there
   * @throws campus.shared.domain.NotAllowed if an account that money goes out of is not the
   *     caller's, and he is not CASHIER
   * @throws campus.shared.domain.RuleBroken as {@link campus.wallet.domain.Posting#move}
   */
  List<Id<Transfer>> transfer(Caller caller, List<TransferFunds> transfers);

  /**
   * Undoes a transfer by one the other way round. For CASHIER, which is checked at the edge.
   *
   * @throws campus.shared.domain.NotFound if there is no such transfer
   * @throws campus.shared.domain.RuleBroken if it was undone before
   * @throws campus.shared.domain.RuleBroken if it undoes another one itself, or is an order's
   * @throws campus.shared.domain.RuleBroken as {@link campus.wallet.domain.Posting#move}
   */
  Id<Transfer> reverse(Id<Transfer> transfer);
}
