package campus.shared.application.testing;

import campus.shared.application.write.Entities;
import campus.shared.domain.entity.Identified;
import campus.shared.domain.name.ResourceId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Entities in memory. */
public abstract class InMemoryEntities<I extends ResourceId, E extends Identified<I>>
    implements Entities<I, E> {

  private final Map<I, E> rows;

  protected InMemoryEntities(InMemoryTransactions transactions) {
    this(transactions.table());
  }

  /**
   * @param rows a table of such transactions
   */
  protected InMemoryEntities(Map<I, E> rows) {
    this.rows = rows;
  }

  /** Refuses what constraints would refuse. */
  protected abstract void check(E entity);

  /** All, or all but one. */
  protected Stream<E> others(E entity) {
    return rows().filter(other -> !other.id().equals(entity.id()));
  }

  public Stream<E> rows() {
    return rows.values().stream();
  }

  public Optional<E> find(I id) {
    return Optional.ofNullable(rows.get(id));
  }

  @Override
  public void addAll(Collection<E> entities) {
    entities.forEach(this::put);
  }

  @Override
  public List<E> lockAll(Collection<I> ids) {
    return ids.stream()
        .distinct()
        .sorted(Comparator.comparing(ResourceId::toName))
        .flatMap(id -> find(id).stream())
        .toList();
  }

  @Override
  public void updateAll(Collection<E> entities) {
    entities.forEach(this::put);
  }

  private void put(E entity) {
    check(entity);
    rows.put(entity.id(), entity);
  }

  @Override
  public void deleteAll(Collection<I> ids) {
    ids.forEach(rows::remove);
  }
}
