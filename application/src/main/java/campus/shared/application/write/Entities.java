package campus.shared.application.write;

import campus.shared.domain.Identified;
import campus.shared.domain.NotFound;
import campus.shared.domain.ResourceId;
import java.util.Collection;
import java.util.List;

/**
 * The stored entities of one kind. Each operation runs a number of SQL statements that does not
 * grow with the number of entities.
 */
public interface Entities<I extends ResourceId, E extends Identified<I>> {

  /**
   * Stores new entities.
   *
   * @throws campus.shared.domain.AlreadyExists if a unique value is taken
   * @throws NotFound if something that one of them refers to does not exist
   */
  void addAll(Collection<E> entities);

  /**
   * Locks entities until the transaction ends, in the order of their ids, and returns them in that
   * order. Those that do not exist are left out.
   */
  List<E> lockAll(Collection<I> ids);

  /**
   * Stores changes to locked entities.
   *
   * @throws campus.shared.domain.AlreadyExists if a unique value is taken
   * @throws NotFound if something that one of them refers to does not exist
   */
  void updateAll(Collection<E> entities);

  /** Deletes locked entities, which nothing refers to. */
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

  /**
   * As {@link #lock}, together with the rows that {@link #delete} will change.
   *
   * @throws NotFound if it does not exist
   */
  default E lockToDelete(I id) {
    return lock(id);
  }

  default void update(E entity) {
    updateAll(List.of(entity));
  }

  default void delete(I id) {
    deleteAll(List.of(id));
  }
}
