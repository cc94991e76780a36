package campus.shared.application.write;

import campus.shared.domain.entity.Etag;
import campus.shared.domain.entity.Identified;
import campus.shared.domain.entity.Versioned;
import campus.shared.domain.error.NotFound;
import campus.shared.domain.name.Id;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@link EntityUseCases} over {@link Entities}. Services with rules of their own extend it.
 *
 * <p>Races: two editors of one entity. Guard: its row lock and the etag. Unique values and
 * references are guarded by constraints.
 */
public abstract class EntityService<E extends Identified<Id<E>>> implements EntityUseCases<E> {

  private final Transactions transactions;
  private final Entities<Id<E>, E> entities;
  private final IdGenerator ids;
  private final Clock clock;

  protected EntityService(
      Transactions transactions, Entities<Id<E>, E> entities, IdGenerator ids, Clock clock) {
    this.transactions = transactions;
    this.entities = entities;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public E prepare(Creation<E> creation) {
    return prepare(creation, null);
  }

  @Override
  public E prepare(Creation<E> creation, @Nullable Instant createTime) {
    return creation.make(
        ids.at(createTime), Imports.past("create_time", createTime, clock.instant()));
  }

  @Override
  public void add(E prepared) {
    transactions.write(() -> entities.add(prepared));
  }

  @Override
  public void addAll(List<E> prepared) {
    transactions.write(() -> transactions.allOrNone(prepared, entities::addAll));
  }

  @Override
  public void addTogether(List<E> prepared) {
    transactions.write(() -> entities.addAll(prepared));
  }

  @Override
  public void updateAll(List<Update<E>> updates) {
    transactions.write(() -> {
      var locked = new HashMap<Id<E>, E>();
      entities
          .lockAll(updates.stream().map(Update::id).toList())
          .forEach(entity -> locked.put(entity.id(), entity));
      var edited = new ArrayList<Optional<E>>();
      for (var update : updates) {
        edited.add(edited(update, locked.get(update.id())));
      }
      if (edited.size() == 1) {
        edited.getFirst().ifPresent(entities::update);
      } else {
        transactions.allOrNone(
            edited, some -> entities.updateAll(some.stream().flatMap(Optional::stream).toList()));
      }
    });
  }

  /** Empty if the update changes nothing. */
  private Optional<E> edited(Update<E> update, @Nullable E current) {
    if (current == null) {
      throw new NotFound(update.id().toName());
    }
    requireAt(update.etag(), current);
    var edited = update.edit().apply(current, clock.instant());
    return edited.equals(current) ? Optional.empty() : Optional.of(edited);
  }

  @Override
  public void delete(Id<E> id, @Nullable Etag etag, boolean force) {
    transactions.write(() -> {
      var locked = lockToDelete(List.of(id));
      requireAt(etag, locked.getFirst());
      deleteLocked(locked, force);
    });
  }

  @Override
  public void deleteAll(Supplier<List<Id<E>>> chosen, boolean force) {
    transactions.write(() -> deleteLocked(lockToDelete(chosen.get()), force));
  }

  private List<E> lockToDelete(List<Id<E>> ids) {
    var locked = entities.lockToDelete(ids);
    NotFound.requireAll(ids, idsOf(locked));
    return locked;
  }

  /** Deletes locked entities, in a transaction. */
  protected void deleteLocked(List<E> locked, boolean force) {
    entities.deleteAll(idsOf(locked));
  }

  protected final List<Id<E>> idsOf(List<E> some) {
    return some.stream().map(Identified::id).toList();
  }

  private static void requireAt(@Nullable Etag etag, Identified<?> current) {
    if (current instanceof Versioned<?> versioned) {
      versioned.requireAt(etag);
    }
  }
}
