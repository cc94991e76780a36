package campus.shared.persistence.fetch;

import campus.shared.application.call.Call;
import campus.shared.application.query.ResourceRecord;
import campus.shared.persistence.fetch.RecordReader.Branch;
import campus.shared.persistence.jdbc.Arguments;
import campus.shared.persistence.jdbc.Sql;
import campus.shared.persistence.jdbc.Statements;
import io.micronaut.data.jdbc.runtime.PreparedStatementCallback;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A query for resources: its SQL, the readers of its rows, and the further queries for collections.
 *
 * @param sortKey reads what page tokens hold
 * @param budget what the answers may hold
 */
public record Fetch(
    Sql sql,
    RecordReader reader,
    List<ValueReader> sortKey,
    List<Branch.Batched> collections,
    Budget budget) {

  /** A query with the values that it runs with. */
  public record Query(Sql sql, Arguments arguments) {}

  /** A resource with its id and its sort key. */
  public record Found(UUID id, ResourceRecord resource, List<@Nullable Object> sortKey) {}

  /**
   * Whether it needs a transaction: several queries must see one state, and reading in portions
   * needs one.
   */
  public boolean needsTransaction() {
    return !collections.isEmpty() || sql.rowsAtATime() > 0;
  }

  /** Whether the answer differs between callers with the same roles. */
  boolean dependsOnCaller() {
    return sql.dependsOnCaller() || collections.stream().anyMatch(Branch.Batched::dependsOnCaller);
  }

  /** The lists that a row adds a resource to, at least one. */
  @FunctionalInterface
  interface Lists {
    List<List<Found>> of(ResultSet rows) throws SQLException;
  }

  /**
   * Runs all queries, in a transaction if {@link #needsTransaction}.
   *
   * @throws campus.shared.domain.error.AnswerTooLarge as soon as more is read than an answer may
   *     hold
   */
  public List<Found> run(Statements statements, Arguments arguments, Continuation continuation) {
    var found = new ArrayList<Found>();
    var only = List.<List<Found>>of(found);
    run(sql, statements, arguments, continuation, _ -> only);
    return found;
  }

  /**
   * Runs all queries as {@link #run(Statements, Arguments, Continuation)} does, and answers which
   * these were: those for collections depend on what the others find.
   */
  public List<Query> queries(Statements statements, Arguments arguments) {
    var queries = new ArrayList<Query>();
    var only = List.<List<Found>>of(new ArrayList<>());
    run(
        sql,
        (query, values, work) -> {
          queries.add(new Query(query, values));
          statements.prepare(query, values, work);
        },
        arguments,
        (_, _, _) -> "",
        _ -> only);
    return queries;
  }

  /** Runs a query, and has its rows read. */
  @FunctionalInterface
  private interface Runner {
    void run(Sql sql, Arguments arguments, PreparedStatementCallback<Integer> rows);
  }

  /** Runs all queries; the rows of the first have further columns after their own. */
  void run(
      Sql first,
      Statements statements,
      Arguments arguments,
      Continuation continuation,
      Lists lists) {
    run(first, statements::prepare, arguments, continuation, lists);
  }

  private void run(
      Sql first, Runner runner, Arguments arguments, Continuation continuation, Lists lists) {
    var meter = budget.meter();
    var filling = new Filling(meter);
    runner.run(first, arguments, statement -> read(statement, filling, lists));
    fill(filling, runner, arguments, continuation, meter);
  }

  /** Fetches the batched collections; their elements may have more, one level deeper. */
  private static void fill(
      Filling filling,
      Runner runner,
      Arguments arguments,
      Continuation continuation,
      Budget.Meter meter) {
    for (var collection : filling.batched()) {
      var owners = arguments.ofOwners(filling.owners(collection));
      var sql = collection.sql();
      if (sql != null) {
        var deeper = new Filling(meter);
        runner.run(
            sql,
            owners,
            statement ->
                forEachRow(statement, rows -> filling.readBatched(rows, collection, deeper)));
        fill(deeper, runner, arguments, continuation, meter);
      }
      var count = collection.count();
      if (count != null) {
        runner.run(
            count,
            owners,
            statement -> forEachRow(statement, rows -> filling.readTotal(rows, collection)));
      }
    }
    filling.end(continuation);
  }

  private int read(PreparedStatement statement, Filling filling, Lists lists) throws SQLException {
    return forEachRow(
        statement,
        rows -> {
          var all = lists.of(rows);
          var first = all.getFirst();
          var id = rows.getObject(reader.id(), UUID.class);
          if (first.isEmpty() || !first.getLast().id().equals(id)) {
            filling.beginOwner();
            var found =
                new Found(id, require(reader.read(rows, filling)), ValueReader.all(sortKey, rows));
            all.forEach(list -> list.add(found));
          }
          filling.readJoined(rows);
        });
  }

  private static ResourceRecord require(@Nullable ResourceRecord found) {
    return Objects.requireNonNull(found, "a row that the query is about has a resource");
  }

  private interface RowConsumer {
    void accept(ResultSet rows) throws SQLException;
  }

  private static int forEachRow(PreparedStatement statement, RowConsumer consumer)
      throws SQLException {
    var call = Call.current();
    int count = 0;
    try (var rows = statement.executeQuery()) {
      while (rows.next()) {
        call.countRow();
        count++;
        consumer.accept(rows);
      }
    }
    return count;
  }
}
