package campus.wallet.persistence;

import campus.shared.domain.name.ResourceId;
import campus.shared.domain.name.UserId;
import campus.shared.domain.value.Currency;
import campus.shared.domain.value.Money;
import campus.wallet.domain.Account;
import campus.wallet.domain.Account.State;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@MappedEntity("accounts")
record AccountRow(
    @Id UUID id,
    @Nullable UUID ownerId,
    String currencyCode,
    long balance,
    String state,
    long entryCount,
    Instant createTime,
    Instant updateTime) {

  static AccountRow from(Account account) {
    return new AccountRow(
        account.id().value(),
        ResourceId.valueOf(account.owner()),
        account.currency().code(),
        account.balance().minor(),
        account.state().name(),
        account.entryCount(),
        account.createTime(),
        account.updateTime());
  }

  Account toDomain() {
    return new Account(
        Account.id(id),
        ownerId == null ? null : new UserId(ownerId),
        new Money(Currency.of(currencyCode), balance),
        State.valueOf(state),
        entryCount,
        createTime,
        updateTime);
  }
}
