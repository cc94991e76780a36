package campus.identity.persistence;

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
interface ProfileRowRepository extends GenericRepository<ProfileRow, UUID> {

  void save(ProfileRow profile);

  void saveAll(List<ProfileRow> profiles);

  void update(ProfileRow profile);

  void updateAll(List<ProfileRow> profiles);

  @Query(
      "SELECT * FROM profiles WHERE user_id = ANY(CAST(:users AS uuid[]))"
          + " ORDER BY user_id FOR UPDATE")
  List<ProfileRow> lockAll(@TypeDef(type = DataType.STRING_ARRAY) List<String> users);

  Optional<ProfileRow> findByUserIdForUpdate(UUID userId);

  @Query("DELETE FROM profiles WHERE user_id = ANY(CAST(:users AS uuid[]))")
  void deleteOf(@TypeDef(type = DataType.STRING_ARRAY) List<String> users);
}
