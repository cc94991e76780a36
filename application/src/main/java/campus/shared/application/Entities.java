package campus.shared.application;

import campus.shared.domain.NotFound;
import campus.shared.domain.ResourceId;
import java.util.Collection;
import java.util.List;

/**
 * Resources of one kind, as use cases change them. Each operation takes a number of SQL statements
 * that does not grow with what it is about.
 */
public interface Entities<I extends ResourceId, E> {

  /**
   * Adds what is new.
   *
   * @throws campus.shared.domain.AlreadyExists if something that may be there once is there already
   * @throws NotFound if something that one of them refers to is not there
   */
  void addAll(Collection<E> entities);

  /**
   * Gets resources in the order of their ids, and keeps others from changing them until the
   * transaction ends. They are locked in that order.
   *
   * @return those of them that are there
   */
  List<E> lockAll(Collection<I> ids);

  /**
   * Changes what was locked before.
   *
   * @throws campus.shared.domain.AlreadyExists if something that may be there once is there already
   * @throws NotFound if something that one of them refers to is not there
   */
  void updateAll(Collection<E> entities);

  /** Deletes what was locked before. Nothing may refer to it. */
  void deleteAll(Collection<I> ids);

  default void add(E entity) {
    addAll(List.of(entity));
  }

  /**
   * Gets one resource, and locks it as {@link #lockAll} does.
   *
   * @throws NotFound if it is not there
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
