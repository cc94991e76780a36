package campus.identity.persistence;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface IdentityCardRowRepository extends GenericRepository<IdentityCardRow, UUID> {

  Optional<IdentityCardRow> findByUserIdForUpdate(UUID userId);

  @Query(
      "INSERT INTO identity_cards"
          + " (user_id, number, number_key, state, issue_time, revoke_time)"
          + " VALUES (:userId, :number, :numberKey, :state, :issueTime, :revokeTime)"
          + " ON CONFLICT (user_id) DO UPDATE SET"
          + " number = excluded.number, number_key = excluded.number_key,"
          + " state = excluded.state, issue_time = excluded.issue_time,"
          + " revoke_time = excluded.revoke_time")
  void put(IdentityCardRow card);
}
