package campus.identity.persistence;

import campus.identity.application.IdentityCards;
import campus.identity.domain.IdentityCard;
import campus.shared.domain.name.UserId;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
abstract class JdbcIdentityCards
    implements IdentityCards, GenericRepository<IdentityCardRow, UUID> {

  abstract Optional<IdentityCardRow> findByUserIdForUpdate(UUID userId);

  @Query(
      "INSERT INTO identity_cards"
          + " (user_id, number, number_key, state, issue_time, revoke_time)"
          + " VALUES (:userId, :number, :numberKey, :state, :issueTime, :revokeTime)"
          + " ON CONFLICT (user_id) DO UPDATE SET"
          + " number = excluded.number, number_key = excluded.number_key,"
          + " state = excluded.state, issue_time = excluded.issue_time,"
          + " revoke_time = excluded.revoke_time")
  abstract void put(IdentityCardRow card);

  @Override
  public Optional<IdentityCard> lock(UserId user) {
    return findByUserIdForUpdate(user.value()).map(IdentityCardRow::toDomain);
  }

  @Override
  public void put(IdentityCard card) {
    put(IdentityCardRow.from(card));
  }
}
