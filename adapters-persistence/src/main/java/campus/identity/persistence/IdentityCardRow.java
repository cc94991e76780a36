package campus.identity.persistence;

import campus.identity.domain.CardNumber;
import campus.identity.domain.IdentityCard;
import campus.shared.domain.name.UserId;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@MappedEntity("identity_cards")
record IdentityCardRow(
    @Id UUID userId,
    String number,
    String numberKey,
    String state,
    Instant issueTime,
    @Nullable Instant revokeTime) {

  static IdentityCardRow from(IdentityCard card) {
    return new IdentityCardRow(
        card.user().value(),
        card.number().value(),
        card.number().key(),
        card.state().name(),
        card.issueTime(),
        card.revokeTime());
  }

  IdentityCard toDomain() {
    return new IdentityCard(new UserId(userId), new CardNumber(number), issueTime, revokeTime);
  }
}
