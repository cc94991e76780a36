package campus.shared.persistence.jdbc;

import campus.shared.application.call.Coalescer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Looks up by unique keys. Those that come at the same time share a statement, except inside a
 * transaction, which must see its own changes.
 *
 * @param <K> the key
 * @param <V> the result
 */
public final class LookUps<K, V> {

  private final Statements statements;
  private final Function<Collection<K>, Map<K, V>> load;
  private final Coalescer<LookUps<K, V>, K, V> shared;

  /**
   * @param load answers the results by key, by one statement, without the keys that have none
   */
  public LookUps(Statements statements, Function<Collection<K>, Map<K, V>> load) {
    this.statements = statements;
    this.load = load;
    this.shared = new Coalescer<>((_, keys) -> load.apply(keys));
  }

  public Optional<V> find(K key) {
    return Optional.ofNullable(
        statements.inTransaction() ? load.apply(List.of(key)).get(key) : shared.find(this, key));
  }
}
