package campus.wallet.application;

import campus.shared.application.call.Caller;
import campus.shared.domain.name.Id;
import campus.shared.domain.value.Money;
import campus.wallet.domain.Account;
import campus.wallet.domain.Transfer;
import java.util.List;

/** Moves money between accounts. Each method joins the transaction in progress, or opens one. */
public interface TransferUseCases {

  /** A positive amount to move between two accounts. */
  record TransferFunds(Id<Account> from, Id<Account> to, Money amount, String description) {

    public TransferFunds {
      description = Transfer.requireMovable(from, to, amount, description);
    }
  }

  /**
   * Moves money, all transfers or none, in order: a transfer may spend what an earlier one brought
   * in.
   *
   * @return their ids, in order
   * @throws campus.shared.domain.error.NotFound if an account does not exist
   * @throws campus.shared.domain.error.NotAllowed if the caller neither owns a source account nor
   *     is CASHIER
   * @throws campus.shared.domain.error.RuleBroken as {@link campus.wallet.domain.Posting#move}
   */
  List<Id<Transfer>> transfer(Caller caller, List<TransferFunds> transfers);

  /**
   * Reverses a transfer by an opposite one. For CASHIER, checked at the edge.
   *
   * @throws campus.shared.domain.error.NotFound if the transfer does not exist
   * @throws campus.shared.domain.error.RuleBroken if it is reversed, a reversal itself or an
   *     order's payment, or as {@link campus.wallet.domain.Posting#move}
   */
  Id<Transfer> reverse(Id<Transfer> transfer);
}
