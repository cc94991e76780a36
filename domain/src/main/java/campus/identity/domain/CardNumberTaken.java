package campus.identity.domain;

import campus.shared.domain.AlreadyExists;
import campus.shared.domain.Reason;

/** Another card bears the number, in the same or another case. */
public final class CardNumberTaken extends AlreadyExists {

  private static final long serialVersionUID = 1L;

  public CardNumberTaken() {
    super(Reason.CARD_NUMBER_TAKEN, "number", "number: the number is taken");
  }
}
