package campus.shared.persistence;

import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.UUID;

/**
 * The rows of one kind of entity. The two queries are for each repository to say; they take the ids
 * as one array, so that a statement is the same for any number of them.
 *
 * @param <R> the row
 */
public interface EntityRows<R> extends GenericRepository<R, UUID> {

  void saveAll(List<R> rows);

  void updateAll(List<R> rows);

  /** Those of the rows that are there, locked in the order of their ids. */
  List<R> lockAll(@TypeDef(type = DataType.STRING_ARRAY) List<String> ids);

  void deleteAll(@TypeDef(type = DataType.STRING_ARRAY) List<String> ids);
}
