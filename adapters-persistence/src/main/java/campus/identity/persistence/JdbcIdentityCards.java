package campus.identity.persistence;

import campus.identity.application.IdentityCards;
import campus.identity.domain.IdentityCard;
import campus.shared.domain.UserId;
import jakarta.inject.Singleton;
import java.util.Optional;

@Singleton
final class JdbcIdentityCards implements IdentityCards {

  private final IdentityCardRowRepository cards;

  JdbcIdentityCards(IdentityCardRowRepository cards) {
    this.cards = cards;
  }

  @Override
  public Optional<IdentityCard> lock(UserId user) {
    return cards.findByUserIdForUpdate(user.value()).map(IdentityCardRow::toDomain);
  }

  @Override
  public void put(IdentityCard card) {
    cards.put(IdentityCardRow.from(card));
  }
}
