package campus.wallet.persistence;

import campus.shared.domain.value.Currency;
import campus.shared.domain.value.Money;
import campus.wallet.domain.Account;
import campus.wallet.domain.Transfer;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@MappedEntity("transfers")
record TransferRow(
    @Id UUID id,
    UUID fromId,
    UUID toId,
    String currencyCode,
    long amount,
    String description,
    @Nullable UUID reversesId,
    Instant createTime) {

  Transfer toDomain() {
    return new Transfer(
        Transfer.id(id),
        Account.id(fromId),
        Account.id(toId),
        new Money(Currency.of(currencyCode), amount),
        description,
        reversesId == null ? null : Transfer.id(reversesId),
        createTime);
  }
}
