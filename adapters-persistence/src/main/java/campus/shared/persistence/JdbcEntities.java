package campus.shared.persistence;

import campus.shared.application.Entities;
import campus.shared.domain.ResourceId;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * Entities that are one row each.
 *
 * @param <R> the row
 */
public abstract class JdbcEntities<I extends ResourceId, E, R> implements Entities<I, E> {

  private final EntityRows<R> rows;
  private final Function<E, R> toRow;
  private final Function<R, E> toDomain;

  protected JdbcEntities(EntityRows<R> rows, Function<E, R> toRow, Function<R, E> toDomain) {
    this.rows = rows;
    this.toRow = toRow;
    this.toDomain = toDomain;
  }

  @Override
  public void addAll(Collection<E> entities) {
    if (!entities.isEmpty()) {
      rows.saveAll(entities.stream().map(toRow).toList());
    }
  }

  @Override
  public List<E> lockAll(Collection<I> ids) {
    return rows.lockAll(values(ids)).stream().map(toDomain).toList();
  }

  @Override
  public void updateAll(Collection<E> entities) {
    if (!entities.isEmpty()) {
      rows.updateAll(entities.stream().map(toRow).toList());
    }
  }

  @Override
  public void deleteAll(Collection<I> ids) {
    rows.deleteAll(values(ids));
  }

  /** Ids, as queries take them. */
  protected static List<String> values(Collection<? extends ResourceId> ids) {
    return ids.stream().map(id -> id.value().toString()).toList();
  }
}
