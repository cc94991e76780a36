package campus.shared.persistence.fetch;

import campus.shared.application.call.Caller;
import campus.shared.persistence.fetch.Fetch.Found;
import campus.shared.persistence.jdbc.Arguments;
import campus.shared.persistence.jdbc.Sql;
import campus.shared.persistence.jdbc.Statements;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A query that answers several calls at once, each with its own caller and ids. In the shared
 * statement each call is a row, and a lateral join adds what the call would be answered alone.
 *
 * <p>Compared by identity, which is fast.
 */
public final class SharedFetch {

  /** The column with the numbers of the calls that get a row, if they can be several. */
  public static final String CALLS = "calls";

  /** That column, for rows of {@link #answersOfAll} that are grouped. */
  public static final String CALLS_OF_ROWS = "array_agg(call.number) AS " + CALLS;

  /** Reads the numbers of the calls that get a row, counted from 1. */
  @FunctionalInterface
  private interface CallsReader {
    Long[] read(ResultSet rows, int column) throws SQLException;
  }

  private final Fetch one;
  private final Fetch many;
  private final Sql together;
  private final CallsReader reader;
  private final boolean dependsOnCaller;
  private final boolean shareable;

  private SharedFetch(Fetch one, Fetch many, Sql together, CallsReader reader) {
    this.one = one;
    this.many = many;
    this.together = together;
    this.reader = reader;
    this.dependsOnCaller = one.dependsOnCaller();
    this.shareable =
        ownersTell(many)
            && !(one.sql().isPlannedAnew() && one.sql().dependsOnCaller())
            // Answers that can be too large are counted for each call alone.
            && !one.budget().isExceedable();
  }

  /**
   * @param ids the types in PostgreSQL of the ids that each call gives
   */
  public static SharedFetch ofResources(Fetch one, List<String> ids) {
    return new SharedFetch(one, one, oneByOne(one, ids), SharedFetch::number);
  }

  /**
   * @param one answers a single call
   * @param pages answers several calls in one statement; null if they see different things
   * @param ids as for {@link #ofResources}
   * @param apart as {@code one}, with a query of its own for each collection, so that an owner on
   *     several pages is read once. It is used without {@code pages}, unless the collections depend
   *     on the caller.
   */
  public static SharedFetch ofPages(
      Fetch one, @Nullable Fetch pages, Fetch apart, List<String> ids) {
    if (pages != null) {
      return new SharedFetch(one, pages, pages.sql(), SharedFetch::numbers);
    }
    var many = ownersTell(apart) ? apart : one;
    return new SharedFetch(one, many, oneByOne(many, ids), SharedFetch::number);
  }

  /** Whether collections depend on their owner alone, and not on the caller. */
  private static boolean ownersTell(Fetch fetch) {
    return fetch.collections().stream().noneMatch(RecordReader.Branch.Batched::dependsOnCaller);
  }

  /**
   * It has no order: a lateral query with an order runs once for each call, so the rows of a call
   * come together and in order.
   */
  private static Sql oneByOne(Fetch alone, List<String> ids) {
    return Sql.of("SELECT answer.*, call.number FROM ")
        .append(answersOfAll(alone.sql(), ids))
        .readInPortions(alone.sql().rowsAtATime());
  }

  /** The answers to all calls as the rest of a query, from {@code FROM} on. */
  public static Sql answersOfAll(Sql alone, List<String> ids) {
    var columns = new HashMap<Sql.Param, String>();
    var names = new ArrayList<String>();
    var arrays = new Sql().append(Sql.uuids(all -> each(all, Arguments::callerId)));
    names.add("caller");
    columns.put(Sql.CALLER, "call.caller");
    if (alone.has(Sql.SESSION)) {
      arrays.append(", ").append(Sql.uuids(all -> each(all, Arguments::sessionId)));
      names.add("session");
      columns.put(Sql.SESSION, "call.session");
    }
    for (int i = 0; i < ids.size(); i++) {
      var id = new Sql.Id(i);
      names.add("id_" + i);
      columns.put(id, "call.id_" + i);
      arrays
          .append(", ")
          .append(Sql.array(ids.get(i), all -> each(all, call -> call.ids().get(id.position()))));
    }
    return Sql.of("unnest(")
        .append(arrays)
        .append(") WITH ORDINALITY AS call (" + String.join(", ", names) + ", number)")
        .append(" CROSS JOIN LATERAL (")
        .append(alone.with(columns))
        .append(") answer");
  }

  private static List<? extends Object> each(
      Arguments all, Function<Arguments, ? extends Object> value) {
    return all.calls().stream().map(value).toList();
  }

  private static Long[] number(ResultSet rows, int column) throws SQLException {
    return new Long[] {rows.getLong(column)};
  }

  private static Long[] numbers(ResultSet rows, int column) throws SQLException {
    return (Long[]) rows.getArray(column).getArray();
  }

  /** The query that answers so many calls. */
  public Fetch of(int calls) {
    return calls == 1 ? one : many;
  }

  /** Whether calls can share a statement: its plan must not need their own values. */
  public boolean isShareable() {
    return shareable;
  }

  /** The arguments of a call, equal for all calls that get the same answer. */
  public Arguments keyOf(Arguments arguments) {
    return dependsOnCaller
        ? arguments
        : new Arguments(Caller.ANONYMOUS, arguments.ids(), arguments.list());
  }

  /** Answers calls; several only if they can share a statement. */
  public Map<Arguments, List<Found>> run(
      Statements statements, List<Arguments> calls, Continuation continuation) {
    if (calls.size() == 1) {
      return Map.of(calls.getFirst(), one.run(statements, calls.getFirst(), continuation));
    }
    var answers = new ArrayList<List<Found>>();
    calls.forEach(_ -> answers.add(new ArrayList<>()));
    many.run(
        together,
        statements,
        new Arguments(calls.getFirst().caller(), List.of(), calls.getFirst().list(), calls),
        continuation,
        rows -> {
          var numbers = reader.read(rows, rows.getMetaData().getColumnCount());
          return Arrays.stream(numbers).map(number -> answers.get(number.intValue() - 1)).toList();
        });
    var found = new HashMap<Arguments, List<Found>>();
    for (int i = 0; i < answers.size(); i++) {
      found.put(calls.get(i), answers.get(i));
    }
    return found;
  }
}
