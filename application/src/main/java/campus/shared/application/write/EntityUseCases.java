package campus.shared.application.write;

import campus.shared.domain.Etag;
import campus.shared.domain.Id;
import campus.shared.domain.Identified;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Creating, updating and deleting entities of one kind whose only rules are that they are valid and
 * that the constraints of their table hold.
 *
 * <p>Access is checked at the edge. Each method joins the transaction in progress, or opens one.
 */
public interface EntityUseCases<E extends Identified<Id<E>>> {

  /** Builds a new entity. */
  @FunctionalInterface
  interface Creation<E> {
    E make(UUID id, Instant now);
  }

  /** Edits an entity; returns it as it is if nothing changes, which stores nothing. */
  @FunctionalInterface
  interface Edit<E> {
    E apply(E current, Instant now);
  }

  /**
   * @param etag null accepts any version
   */
  record Update<E>(Id<E> id, @Nullable Etag etag, Edit<E> edit) {}

  /** The use cases over a store. */
  static <E extends Identified<Id<E>>> EntityUseCases<E> of(
      Transactions transactions, Entities<Id<E>, E> entities, IdGenerator ids, Clock clock) {
    return new EntityService<>(transactions, entities, ids, clock) {};
  }

  /**
   * Builds an entity with a new id, without storing it.
   *
   * @throws campus.shared.domain.InvalidRequest if it is invalid
   */
  E prepare(Creation<E> creation);

  /**
   * Stores a prepared entity.
   *
   * @throws campus.shared.domain.AlreadyExists if a unique value is taken
   * @throws campus.shared.domain.NotFound if something that it refers to does not exist
   */
  void add(E prepared);

  /**
   * Stores prepared entities, all or none.
   *
   * @throws campus.shared.domain.DomainError as {@link #add}; AlreadyExists with the index of the
   *     first entity that is refused
   */
  void addAll(List<E> prepared);

  /**
   * Updates an entity.
   *
   * @throws campus.shared.domain.NotFound if it, or something that it is to refer to, does not
   *     exist
   * @throws campus.shared.domain.StaleEtag if it has another version
   * @throws campus.shared.domain.AlreadyExists if a unique value is taken
   */
  default void update(Update<E> update) {
    updateAll(List.of(update));
  }

  /**
   * Updates entities, all or none.
   *
   * @param updates no two of the same entity
   * @throws campus.shared.domain.DomainError as {@link #update}; AlreadyExists with the index of
   *     the first update that is refused
   */
  void updateAll(List<Update<E>> updates);

  /**
   * Deletes an entity.
   *
   * @param etag null accepts any version
   * @param force whether to delete what belongs to it too, where that would forbid deleting it
   * @throws campus.shared.domain.NotFound if it does not exist
   * @throws campus.shared.domain.StaleEtag if it has another version
   * @throws campus.shared.domain.RuleBroken if something belongs to it, without {@code force}
   */
  void delete(Id<E> id, @Nullable Etag etag, boolean force);
}
