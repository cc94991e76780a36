package campus.wallet.domain;

import campus.shared.domain.Id;
import campus.shared.domain.Identified;
import campus.shared.domain.InvalidRequest;
import campus.shared.domain.InvalidRequest.Violation;
import campus.shared.domain.Money;
import campus.shared.domain.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Money that went from one account to another: two entries, one of each sign. Never changed and
 * never deleted; what was wrong is made good by another transfer, the other way round.
 *
 * @param reverses the transfer that this one undoes, null for none
 */
public record Transfer(
    Id<Transfer> id,
    Id<Account> from,
    Id<Account> to,
    Money amount,
    String description,
    @Nullable Id<Transfer> reverses,
    Instant createTime)
    implements Identified<Id<Transfer>> {

  private static final Text DESCRIPTION = Text.optionalLine("description", 200);

  private static final Violation NOTHING = new Violation("amount", "must be more than nothing");

  public static Id<Transfer> id(UUID value) {
    return new Id<>(WalletResources.TRANSFER, value);
  }

  public Transfer {
    requireNone(violations(from, to, amount));
  }

  /**
   * Checks what can be checked of a transfer before it is made.
   *
   * @return the description, cleaned
   * @throws InvalidRequest if the accounts are the same, the amount is nothing or less, or the
   *     description breaks its rules; all of that at once
   */
  public static String requireMovable(
      Id<Account> from, Id<Account> to, Money amount, String description) {
    var violations = violations(from, to, amount);
    try {
      description = requireDescription(description);
    } catch (InvalidRequest e) {
      violations.addAll(e.violations());
    }
    requireNone(violations);
    return description;
  }

  /**
   * What the description of a transfer has to be.
   *
   * @return the description, cleaned
   * @throws InvalidRequest if it is not
   */
  public static String requireDescription(String description) {
    return DESCRIPTION.of(description);
  }

  private static List<Violation> violations(Id<Account> from, Id<Account> to, Money amount) {
    var violations = new ArrayList<Violation>();
    if (from.equals(to)) {
      violations.add(new Violation("to_account", "must be another account than from_account"));
    }
    if (!amount.isPositive()) {
      violations.add(NOTHING);
    }
    return violations;
  }

  private static void requireNone(List<Violation> violations) {
    if (!violations.isEmpty()) {
      throw new InvalidRequest(violations);
    }
  }

  /**
   * Checks an amount where only one of the accounts is known as yet.
   *
   * @return the amount
   * @throws InvalidRequest if it is nothing or less
   */
  public static Money requireMovable(Money amount) {
    if (!amount.isPositive()) {
      throw new InvalidRequest(List.of(NOTHING));
    }
    return amount;
  }
}
