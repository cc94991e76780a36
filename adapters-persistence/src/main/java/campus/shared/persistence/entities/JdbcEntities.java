package campus.shared.persistence.entities;

import campus.shared.application.write.Entities;
import campus.shared.domain.entity.Identified;
import campus.shared.domain.name.ResourceId;
import campus.shared.persistence.declare.Resource;
import campus.shared.persistence.jdbc.Statements;
import campus.shared.persistence.jdbc.Statements.Values;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Entities with one row each, in the table of their resource.
 *
 * @param <R> the row
 */
public abstract class JdbcEntities<I extends ResourceId, E extends Identified<I>, R>
    implements Entities<I, E> {

  private final Statements statements;
  private final EntityRows<R> rows;
  private final Class<R> row;
  private final Function<E, R> toRow;
  private final Function<R, E> toDomain;
  private final String lock;
  private final String delete;

  /**
   * @param resource declares the table and its key
   */
  protected JdbcEntities(
      Statements statements,
      Resource resource,
      EntityRows<R> rows,
      Class<R> row,
      Function<E, R> toRow,
      Function<R, E> toDomain) {
    this.statements = statements;
    this.rows = rows;
    this.row = row;
    this.toRow = toRow;
    this.toDomain = toDomain;
    var among = " FROM " + resource.table() + " WHERE " + resource.id() + " = ANY(?)";
    this.lock = "SELECT *" + among + " ORDER BY " + resource.id() + " FOR UPDATE";
    this.delete = "DELETE" + among;
  }

  /** A store without queries of its own; parameters as for the constructor. */
  public static <I extends ResourceId, E extends Identified<I>, R> Entities<I, E> of(
      Statements statements,
      Resource resource,
      EntityRows<R> rows,
      Class<R> row,
      Function<E, R> toRow,
      Function<R, E> toDomain) {
    return new JdbcEntities<>(statements, resource, rows, row, toRow, toDomain) {};
  }

  @Override
  public void addAll(Collection<E> entities) {
    if (!entities.isEmpty()) {
      rows.saveAll(entities.stream().map(toRow).toList());
    }
  }

  @Override
  public List<E> lockAll(Collection<I> ids) {
    return find(lock, values(ids));
  }

  @Override
  public void updateAll(Collection<E> entities) {
    if (!entities.isEmpty()) {
      rows.updateAll(entities.stream().map(toRow).toList());
    }
  }

  @Override
  public void deleteAll(Collection<I> ids) {
    statements.update(delete, values(ids));
  }

  /** The entities in the rows of a statement, which answers all columns of the table. */
  protected final List<E> find(String sql, Object... values) {
    return statements.rows(row, sql, values).stream().map(toDomain).toList();
  }

  /** Ids as one parameter, so that a statement is the same for any number of them. */
  protected static Values values(Collection<? extends ResourceId> ids) {
    return Values.uuids(ids.stream().map(ResourceId::value).toList());
  }

  /** The UUIDs of entities. */
  protected static List<UUID> uuids(Collection<? extends Identified<?>> entities) {
    return entities.stream().map(entity -> entity.id().value()).toList();
  }
}
