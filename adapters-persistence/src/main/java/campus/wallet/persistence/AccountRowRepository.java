package campus.wallet.persistence;

import campus.shared.persistence.entities.EntityRows;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import java.util.Optional;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface AccountRowRepository extends EntityRows<AccountRow> {

  Optional<AccountRow> findById(UUID id);

  @Query(
      "SELECT id FROM accounts WHERE owner_id IS NULL AND state = 'OPEN'"
          + " AND currency_code = :currencyCode")
  Optional<UUID> findHouse(String currencyCode);

  @Query(
      "INSERT INTO accounts (id, owner_id, currency_code, balance, state, entry_count,"
          + " create_time, update_time)"
          + " VALUES (:id, NULL, :currencyCode, :balance, :state, :entryCount, :createTime,"
          + " :updateTime)"
          + " ON CONFLICT (currency_code) WHERE owner_id IS NULL AND state = 'OPEN' DO NOTHING")
  void addHouse(AccountRow account);
}
