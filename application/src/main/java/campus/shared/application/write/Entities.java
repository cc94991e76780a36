package campus.shared.application.write;

import campus.shared.domain.entity.Identified;
import campus.shared.domain.error.NotFound;
import campus.shared.domain.name.ResourceId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The stored entities of one type. The number of SQL statements of an operation does not grow with
 * the number of entities.
 *
 * <p>Adding and updating throw {@link campus.shared.domain.error.AlreadyExists} if a unique value
 * is taken, and {@link NotFound} if a referenced resource does not exist.
 */
public interface Entities<I extends ResourceId, E extends Identified<I>> {

  void addAll(Collection<E> entities);

  /**
   * Locks entities until the transaction ends, in id order, and returns them in that order. Missing
   * ones are left out.
   */
  List<E> lockAll(Collection<I> ids);

  /** As {@link #lockAll}, by their ids. */
  default Map<I, E> lockById(Collection<I> ids) {
    var locked = new LinkedHashMap<I, E>();
    lockAll(ids).forEach(entity -> locked.put(entity.id(), entity));
    return locked;
  }

  /**
   * As {@link #lockById}, of entities that have to exist.
   *
   * @throws NotFound naming the first missing one
   */
  default Map<I, E> lockEach(Collection<I> ids) {
    var locked = lockById(ids);
    NotFound.requireAll(ids, locked.keySet());
    return locked;
  }

  /** Like {@link #lockAll}, but also locks the rows that {@link #deleteAll} changes. */
  default List<E> lockToDelete(Collection<I> ids) {
    return lockAll(ids);
  }

  /** Stores changes to locked entities. */
  void updateAll(Collection<E> entities);

  /** Deletes entities that are locked to be deleted, and that nothing else refers to. */
  void deleteAll(Collection<I> ids);

  default void add(E entity) {
    addAll(List.of(entity));
  }

  /**
   * Locks one entity as {@link #lockAll} does.
   *
   * @throws NotFound if it does not exist
   */
  default E lock(I id) {
    return lockAll(List.of(id)).stream().findFirst().orElseThrow(() -> new NotFound(id.toName()));
  }

  default void update(E entity) {
    updateAll(List.of(entity));
  }

  default void delete(I id) {
    deleteAll(List.of(id));
  }
}
