package campus.identity.persistence;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface SessionTokenRowRepository extends GenericRepository<SessionTokenRow, byte[]> {

  void saveAll(List<SessionTokenRow> tokens);

  Optional<SessionTokenRow> findByHashAndKind(byte[] hash, SessionTokenRow.Kind kind);

  @Query("UPDATE session_tokens SET used = TRUE WHERE hash = :hash")
  void markUsed(byte[] hash);
}
