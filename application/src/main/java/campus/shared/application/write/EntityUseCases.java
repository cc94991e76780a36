package campus.shared.application.write;

import campus.shared.domain.entity.Etag;
import campus.shared.domain.entity.Identified;
import campus.shared.domain.error.NotFound;
import campus.shared.domain.name.Id;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Creates, updates and deletes entities of one type that have no rules beyond validity and table
 * constraints.
 *
 * <p>The edge checks access. Each method joins the transaction in progress, or opens one.
 */
public interface EntityUseCases<E extends Identified<Id<E>>> {

  @FunctionalInterface
  interface Creation<E> {
    E make(UUID id, Instant now);
  }

  /** Edits an entity; returns it unchanged if there is nothing to store. */
  @FunctionalInterface
  interface Edit<E> {
    E apply(E current, Instant now);
  }

  /**
   * An update of an entity.
   *
   * @param etag null accepts any version
   * @param missing creates the entity if it is missing and no etag is given; null if it has to
   *     exist
   */
  record Update<E>(Id<E> id, @Nullable Etag etag, Edit<E> edit, @Nullable Creation<E> missing) {

    public Update(Id<E> id, @Nullable Etag etag, Edit<E> edit) {
      this(id, etag, edit, null);
    }

    /** Creates the entity; an etag implies one that existed. */
    E create(Instant now) {
      if (missing == null || etag != null) {
        throw new NotFound(id.toName());
      }
      return missing.make(id.value(), now);
    }
  }

  /** The use cases over a store. */
  static <E extends Identified<Id<E>>> EntityUseCases<E> of(
      Transactions transactions, Entities<Id<E>, E> entities, IdGenerator ids, Clock clock) {
    return new EntityService<>(transactions, entities, ids, clock) {};
  }

  /**
   * Builds an entity with a new id, without storing it.
   *
   * @throws campus.shared.domain.error.InvalidRequest if it is invalid
   */
  E prepare(Creation<E> creation);

  /**
   * As {@link #prepare(Creation)}, for an entity that was created before.
   *
   * @param createTime from 1970 on; null for now
   * @throws campus.shared.domain.error.InvalidRequest if it is invalid, or the time is yet to come
   */
  E prepare(Creation<E> creation, @Nullable Instant createTime);

  /**
   * Stores a prepared entity.
   *
   * @throws campus.shared.domain.error.AlreadyExists if a unique value is taken
   * @throws NotFound if a referenced resource does not exist
   */
  void add(E prepared);

  /**
   * Stores prepared entities, all or none.
   *
   * @throws campus.shared.domain.error.DomainError as {@link #add}; AlreadyExists has the index of
   *     the first refused entity
   */
  void addAll(List<E> prepared);

  /**
   * Stores prepared entities, all or none, for callers who find out themselves which one is
   * refused.
   *
   * @throws campus.shared.domain.error.DomainError as {@link #add}
   */
  void addTogether(List<E> prepared);

  /**
   * Updates an entity, or creates it.
   *
   * @throws NotFound if it, or a newly referenced resource, does not exist
   * @throws campus.shared.domain.error.Conflict if it was missing, and another call creates it
   * @throws campus.shared.domain.error.StaleEtag if it has another version
   * @throws campus.shared.domain.error.AlreadyExists if a unique value is taken
   */
  default void update(Update<E> update) {
    updateAll(List.of(update));
  }

  /**
   * Updates or creates entities, all or none.
   *
   * @param updates each of a different entity
   * @throws campus.shared.domain.error.DomainError as {@link #update}; AlreadyExists and
   *     InvalidRequest have the index of the first refused update
   */
  void updateAll(List<Update<E>> updates);

  /**
   * Deletes an entity.
   *
   * @param etag null accepts any version
   * @param force whether to delete its dependents too, rather than to be refused because of them
   * @throws NotFound if it does not exist
   * @throws campus.shared.domain.error.StaleEtag if it has another version
   * @throws campus.shared.domain.error.RuleBroken if it has dependents, without {@code force}
   */
  void delete(Id<E> id, @Nullable Etag etag, boolean force);

  /**
   * Deletes entities, all or none. Dependents that are deleted too do not forbid it.
   *
   * @param chosen tells which, each once; runs in the transaction
   * @param force as for {@link #delete}
   * @throws NotFound with the first that does not exist
   * @throws campus.shared.domain.error.RuleBroken if one has dependents, without {@code force}
   */
  void deleteAll(Supplier<List<Id<E>>> chosen, boolean force);
}
