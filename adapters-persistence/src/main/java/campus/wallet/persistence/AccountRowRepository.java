package campus.wallet.persistence;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface AccountRowRepository extends GenericRepository<AccountRow, UUID> {

  void save(AccountRow account);

  void update(AccountRow account);

  Optional<AccountRow> findById(UUID id);

  @Query("SELECT * FROM accounts WHERE id = ANY(CAST(:ids AS uuid[])) ORDER BY id FOR UPDATE")
  List<AccountRow> lockAll(@TypeDef(type = DataType.STRING_ARRAY) List<String> ids);

  /** Rows are locked after they were joined, so those of the orders come first. */
  @Query(
      "WITH locked AS MATERIALIZED ("
          + "SELECT id FROM orders WHERE buyer_owner_id = ANY(CAST(:owners AS uuid[]))"
          + " OR seller_owner_id = ANY(CAST(:owners AS uuid[])) ORDER BY id FOR UPDATE)"
          + " SELECT a.* FROM (SELECT count(*) FROM locked) n"
          + " JOIN accounts a ON a.owner_id = ANY(CAST(:owners AS uuid[])) ORDER BY a.id"
          + " FOR UPDATE OF a")
  List<AccountRow> lockOf(@TypeDef(type = DataType.STRING_ARRAY) List<String> owners);

  @Query("SELECT id FROM accounts WHERE owner_id IS NULL AND currency_code = :currencyCode")
  Optional<UUID> findHouse(String currencyCode);

  @Query(
      "INSERT INTO accounts (id, owner_id, currency_code, balance, state, entry_count,"
          + " create_time, update_time)"
          + " VALUES (:id, NULL, :currencyCode, :balance, :state, :entryCount, :createTime,"
          + " :updateTime)"
          + " ON CONFLICT (currency_code) WHERE owner_id IS NULL DO NOTHING")
  void addHouse(AccountRow account);

  @Query("DELETE FROM accounts WHERE id = ANY(CAST(:ids AS uuid[]))")
  void deleteAll(@TypeDef(type = DataType.STRING_ARRAY) List<String> ids);
}
