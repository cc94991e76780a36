package campus.shared.persistence.fetch;

import campus.shared.application.call.Caller;
import campus.shared.persistence.fetch.Fetch.Found;
import campus.shared.persistence.jdbc.Arguments;
import campus.shared.persistence.jdbc.Sql;
import campus.shared.persistence.jdbc.Statements;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A query that many may ask for at once, each as the caller that he is and with ids of his own. One
 * statement answers all of them: each is a row of it, to which a lateral join adds what he would be
 * answered alone.
 *
 * <p>Equal to itself alone, and so quickly compared.
 */
public final class SharedFetch {

  /** One of the ids that somebody asks for. */
  public record Id(int position) implements Sql.Param {
    @Override
    public void bind(PreparedStatement statement, int index, Arguments arguments)
        throws SQLException {
      statement.setObject(index, arguments.ids().get(position));
    }
  }

  /** The name of a column that tells who gets a row, where that may be several. */
  public static final String ASKERS = "askers";

  /** That column, where rows of {@link #answersOfAll} are grouped. */
  public static final String ASKERS_OF_ROWS = "array_agg(asker.number) AS " + ASKERS;

  /** Reads from a column who gets a row: their numbers, counted from one. */
  @FunctionalInterface
  private interface AskersReader {
    Long[] read(ResultSet rows, int column) throws SQLException;
  }

  private final Fetch one;
  private final Fetch many;
  private final Sql together;
  private final AskersReader reader;
  private final boolean dependsOnCaller;
  private final boolean shareable;

  private SharedFetch(Fetch one, Fetch many, Sql together, AskersReader reader) {
    this.one = one;
    this.many = many;
    this.together = together;
    this.reader = reader;
    this.dependsOnCaller = one.dependsOnCaller();
    this.shareable =
        ownersTell(many)
            && !(one.sql().isPlannedAnew() && one.sql().dependsOnCaller())
            // What may be too large is counted for each caller by itself.
            && !one.budget().isExceedable();
  }

  /**
   * @param ids how many ids each asks for
   */
  public static SharedFetch ofResources(Fetch one, int ids) {
    return new SharedFetch(one, one, oneByOne(one, ids), SharedFetch::number);
  }

  /**
   * @param one what a single one is answered by
   * @param pages the pages of many callers in one statement; null if they see different things
   * @param ids how many ids each call gives
   * @param apart where it cannot: the same as one, with each collection in a query of its own. It
   *     is read once for an owner whom many are answered. Left aside where the collections depend
   *     on the caller
   */
  public static SharedFetch ofPages(Fetch one, @Nullable Fetch pages, Fetch apart, int ids) {
    if (pages != null) {
      return new SharedFetch(one, pages, pages.sql(), SharedFetch::numbers);
    }
    var many = ownersTell(apart) ? apart : one;
    return new SharedFetch(one, many, oneByOne(many, ids), SharedFetch::number);
  }

  /** Whether the owner of a collection alone tells what is in it, whoever asks. */
  private static boolean ownersTell(Fetch fetch) {
    return fetch.collections().stream().noneMatch(collection -> collection.sql().dependsOnCaller());
  }

  /**
   * Without an order: the rows of one who asks come one after the other, in theirs, since a query
   * with an order is run for each of them.
   */
  private static Sql oneByOne(Fetch alone, int ids) {
    return Sql.of("SELECT answer.*, asker.number FROM ")
        .append(answersOfAll(alone.sql(), ids))
        .readInPortions(alone.sql().rowsAtATime());
  }

  /** What each would be answered alone, as the body of a query, from {@code FROM} on. */
  public static Sql answersOfAll(Sql alone, int ids) {
    var columns = new HashMap<Sql.Param, String>();
    var names = new ArrayList<String>();
    var arrays = new Sql().append(Sql.uuids(all -> each(all, Arguments::callerId)));
    names.add("caller");
    columns.put(Sql.CALLER, "asker.caller");
    for (int i = 0; i < ids; i++) {
      var id = new Id(i);
      names.add("id_" + i);
      columns.put(id, "asker.id_" + i);
      arrays
          .append(", ")
          .append(Sql.uuids(all -> each(all, asker -> asker.ids().get(id.position()))));
    }
    return Sql.of("unnest(")
        .append(arrays)
        .append(") WITH ORDINALITY AS asker (" + String.join(", ", names) + ", number)")
        .append(" CROSS JOIN LATERAL (")
        .append(alone.with(columns))
        .append(") answer");
  }

  private static List<UUID> each(Arguments all, Function<Arguments, UUID> value) {
    return all.askers().stream().map(value).toList();
  }

  private static Long[] number(ResultSet rows, int column) throws SQLException {
    return new Long[] {rows.getLong(column)};
  }

  private static Long[] numbers(ResultSet rows, int column) throws SQLException {
    return (Long[]) rows.getArray(column).getArray();
  }

  /** What so many are answered by. */
  public Fetch of(int askers) {
    return askers == 1 ? one : many;
  }

  /** Whether callers can be rows: the plan must not need their very values. */
  public boolean isShareable() {
    return shareable;
  }

  /** The arguments of a call, equal for all calls that get the same answer. */
  public Arguments asker(Arguments arguments) {
    return dependsOnCaller
        ? arguments
        : new Arguments(Caller.ANONYMOUS, arguments.ids(), arguments.list());
  }

  /** Answers all who ask, of whom there is one caller only where this is not shareable. */
  public Map<Arguments, List<Found>> run(Statements statements, List<Arguments> askers) {
    if (askers.size() == 1) {
      return Map.of(askers.getFirst(), one.run(statements, askers.getFirst()));
    }
    var answers = new ArrayList<List<Found>>();
    askers.forEach(_ -> answers.add(new ArrayList<>()));
    many.run(
        together,
        statements,
        new Arguments(askers.getFirst().caller(), List.of(), askers.getFirst().list(), askers),
        rows -> {
          var numbers = reader.read(rows, rows.getMetaData().getColumnCount());
          return Arrays.stream(numbers).map(number -> answers.get(number.intValue() - 1)).toList();
        });
    var found = new HashMap<Arguments, List<Found>>();
    for (int i = 0; i < answers.size(); i++) {
      found.put(askers.get(i), answers.get(i));
    }
    return found;
  }
}
