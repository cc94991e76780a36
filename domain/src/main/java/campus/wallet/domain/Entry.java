package campus.wallet.domain;

import campus.shared.domain.name.Id;
import campus.shared.domain.value.Money;
import java.util.UUID;

/**
 * The effect of a transfer on one account. Immutable.
 *
 * @param number of the entry in its account: 1, 2, 3, without gaps
 * @param amount negative for an outgoing amount
 */
public record Entry(
    UUID id,
    Id<Account> account,
    long number,
    Id<Transfer> transfer,
    Money amount,
    Money balanceAfter) {}
