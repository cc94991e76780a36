package campus.shared.application;

import campus.shared.domain.Entity;
import campus.shared.domain.Etag;
import campus.shared.domain.ResourceId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Making, changing and deleting resources of a kind that asks for nothing more than that its
 * entities are valid and its constraints hold.
 *
 * <p>Who may is checked at the edge. Each method joins the transaction in progress, or is one of
 * its own.
 */
public interface EntityUseCases<I extends ResourceId, E extends Entity<I>> {

  /** A resource to be. */
  @FunctionalInterface
  interface Creation<E> {
    E make(UUID id, Instant now);
  }

  /** What becomes of a resource; itself where nothing is different, which is then not kept anew. */
  @FunctionalInterface
  interface Edit<E> {
    E apply(E current, Instant now);
  }

  /**
   * What to change of a resource.
   *
   * @param etag null for whichever state it is in
   */
  record Update<I, E>(I id, @Nullable Etag etag, Edit<E> edit) {}

  /** The use cases of the resources in a store. */
  static <I extends ResourceId, E extends Entity<I>> EntityUseCases<I, E> of(
      Transactions transactions, Entities<I, E> entities, IdGenerator ids, Clock clock) {
    return new EntityService<>(transactions, entities, ids, clock) {};
  }

  /**
   * A resource to be, with an id of its own, that is not kept yet.
   *
   * @throws campus.shared.domain.InvalidRequest if it cannot be
   */
  E prepare(Creation<E> creation);

  /**
   * Keeps a resource that was prepared.
   *
   * @throws campus.shared.domain.AlreadyExists if something that may be there once is there already
   * @throws campus.shared.domain.NotFound if something that it refers to is not there
   */
  void add(E prepared);

  /**
   * Keeps resources that were prepared, all or none.
   *
   * @throws campus.shared.domain.DomainError as {@link #add}; AlreadyExists with the index of the
   *     first that is refused
   */
  void addAll(List<E> prepared);

  /**
   * Changes a resource.
   *
   * @throws campus.shared.domain.NotFound if it is not there, or something that it is to refer to
   * @throws campus.shared.domain.StaleEtag if it has changed since
   * @throws campus.shared.domain.AlreadyExists if something that may be there once is there already
   */
  void update(Update<I, E> update);

  /**
   * Deletes a resource.
   *
   * @param etag null for whichever state it is in
   * @throws campus.shared.domain.NotFound if it is not there
   * @throws campus.shared.domain.StaleEtag if it has changed since
   */
  void delete(I id, @Nullable Etag etag);
}
