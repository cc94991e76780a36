package campus.wallet.domain;

import campus.shared.domain.Id;
import campus.shared.domain.Money;
import java.util.UUID;

/**
 * What a transfer changed of one account. Never changed and never deleted.
 *
 * @param number which entry of its account it is: 1, 2, 3, without gaps
 * @param amount negative for what went out
 * @param balanceAfter what the account held then
 */
public record Entry(
    UUID id,
    Id<Account> account,
    long number,
    Id<Transfer> transfer,
    Money amount,
    Money balanceAfter) {}
