package campus.shared.application;

import campus.shared.domain.Entity;
import campus.shared.domain.Etag;
import campus.shared.domain.ResourceId;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What services have in common whose resources are made, changed and deleted one like the other;
 * those with rules of their own extend it.
 *
 * <p>Two editors of one resource: its row's lock, and the etag. What is unique, or refers to what
 * may go: constraints.
 */
public abstract class EntityService<I extends ResourceId, E extends Entity<I>>
    implements EntityUseCases<I, E> {

  private final Transactions transactions;
  private final Entities<I, E> entities;
  private final IdGenerator ids;
  private final Clock clock;

  protected EntityService(
      Transactions transactions, Entities<I, E> entities, IdGenerator ids, Clock clock) {
    this.transactions = transactions;
    this.entities = entities;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public E prepare(Creation<E> creation) {
    return creation.make(ids.next(), clock.instant());
  }

  @Override
  public void add(E prepared) {
    transactions.write(() -> entities.add(prepared));
  }

  @Override
  public void addAll(List<E> prepared) {
    transactions.write(() -> transactions.allOrTellWhich(prepared, entities::addAll));
  }

  @Override
  public void update(Update<I, E> update) {
    transactions.write(() -> {
      var current = entities.lock(update.id());
      current.requireAt(update.etag());
      var edited = update.edit().apply(current, clock.instant());
      if (!edited.equals(current)) {
        entities.update(edited);
      }
    });
  }

  @Override
  public void delete(I id, @Nullable Etag etag) {
    transactions.write(() -> {
      entities.lock(id).requireAt(etag);
      entities.delete(id);
    });
  }
}
