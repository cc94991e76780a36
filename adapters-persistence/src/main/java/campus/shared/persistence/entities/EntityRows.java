package campus.shared.persistence.entities;

import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.UUID;

/**
 * The part of a row's repository that {@link JdbcEntities} needs.
 *
 * @param <R> the row
 */
public interface EntityRows<R> extends GenericRepository<R, UUID> {

  void saveAll(List<R> rows);

  void updateAll(List<R> rows);
}
