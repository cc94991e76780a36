package campus.wallet.domain;

import campus.shared.domain.entity.Identified;
import campus.shared.domain.error.InvalidRequest;
import campus.shared.domain.error.InvalidRequest.Violation;
import campus.shared.domain.name.Id;
import campus.shared.domain.value.Money;
import campus.shared.domain.value.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A transfer between two accounts, as two entries of opposite sign. Immutable; an opposite transfer
 * corrects it.
 *
 * @param reverses the reversed transfer, null for none
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

  private static final Violation NOTHING = new Violation("amount", "must be more than zero");

  public static Id<Transfer> id(UUID value) {
    return new Id<>(WalletResources.TRANSFER, value);
  }

  public Transfer {
    requireNone(violations(from, to, amount));
  }

  /**
   * Checks the arguments of a transfer, and cleans its description.
   *
   * @throws InvalidRequest with all violations: equal accounts, an amount that is not positive, an
   *     invalid description
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

  /** Checks and cleans a description. */
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

  /** Checks an amount for which only one account is known. */
  public static Money requireMovable(Money amount) {
    if (!amount.isPositive()) {
      throw new InvalidRequest(List.of(NOTHING));
    }
    return amount;
  }
}
