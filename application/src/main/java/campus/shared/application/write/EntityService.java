package campus.shared.application.write;

import campus.shared.domain.entity.Etag;
import campus.shared.domain.entity.Identified;
import campus.shared.domain.entity.Versioned;
import campus.shared.domain.error.InvalidRequest;
import campus.shared.domain.error.NotFound;
import campus.shared.domain.name.Id;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@link EntityUseCases} over {@link Entities}. Services with rules of their own extend it.
 *
 * <p>Races: two editors of one entity. Guard: its row lock and the etag. Creating one missing
 * entity twice. Guard: the primary key. Unique values and references are guarded by constraints.
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
    addTogether(List.of(prepared));
  }

  @Override
  public void addAll(List<E> prepared) {
    transactions.write(() -> transactions.allOrNone(prepared, this::insert));
  }

  @Override
  public void addTogether(List<E> prepared) {
    transactions.write(() -> insert(prepared));
  }

  /** Stores new entities, of which there is at least one, in a transaction. */
  protected void insert(List<E> created) {
    entities.addAll(created);
  }

  @Override
  public void updateAll(List<Update<E>> updates) {
    transactions.write(() -> {
      var locked = entities.lockById(updates.stream().map(Update::id).toList());
      var outcomes = new ArrayList<Outcome<E>>();
      for (var update : updates) {
        try {
          outcomes.add(outcome(update, locked.get(update.id())));
        } catch (InvalidRequest e) {
          throw e.ofElement(outcomes.size());
        }
      }
      if (outcomes.size() == 1) {
        store(outcomes);
      } else {
        transactions.allOrNone(outcomes, this::store);
      }
    });
  }

  /**
   * The outcome of an update.
   *
   * @param changed null if the entity is unchanged or new
   * @param created null if the entity is not new
   */
  private record Outcome<E>(@Nullable E changed, @Nullable E created) {}

  private Outcome<E> outcome(Update<E> update, @Nullable E current) {
    var now = clock.instant();
    if (current == null) {
      return new Outcome<>(null, update.create(now));
    }
    requireAt(update.etag(), current);
    var edited = update.edit().apply(current, now);
    return new Outcome<>(edited.equals(current) ? null : edited, null);
  }

  private void store(List<Outcome<E>> outcomes) {
    var changed = each(outcomes, Outcome::changed);
    if (!changed.isEmpty()) {
      entities.updateAll(changed);
    }
    var created = each(outcomes, Outcome::created);
    if (!created.isEmpty()) {
      insert(created);
    }
  }

  /** The parts that the outcomes have. */
  private static <E> List<E> each(
      List<Outcome<E>> outcomes, Function<Outcome<E>, @Nullable E> part) {
    return outcomes.stream().flatMap(outcome -> Stream.ofNullable(part.apply(outcome))).toList();
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
