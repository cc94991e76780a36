package campus.shared.persistence;

import campus.shared.application.Caller;
import campus.shared.persistence.Fetch.Found;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * A query that many may ask for at once, each as the caller that he is and with ids of his own. One
 * statement answers all of them: each is a row of it, to which a lateral join adds what he would be
 * answered alone.
 *
 * <p>Equal to itself alone, and so quickly compared.
 */
final class SharedFetch {

  /** One of the ids that somebody asks for. */
  record Id(int position) implements Sql.Param {
    @Override
    public void bind(PreparedStatement statement, int index, Arguments arguments)
        throws SQLException {
      statement.setObject(index, arguments.ids().get(position));
    }
  }

  private final Fetch one;
  private final Fetch many;
  private final Sql together;
  private final boolean dependsOnCaller;
  private final boolean shareable;

  /**
   * @param one what a single one is answered by
   * @param apart the same with each collection in a query of its own: it is read once for an owner
   *     whom many are answered. Left aside where the collections depend on the caller
   * @param ids how many ids each asks for
   */
  SharedFetch(Fetch one, Fetch apart, int ids) {
    this.one = one;
    this.many = ownersTell(apart) ? apart : one;
    this.together = together(many.sql(), ids);
    this.dependsOnCaller = one.dependsOnCaller();
    this.shareable =
        ownersTell(many) && !(one.sql().isPlannedAnew() && one.sql().dependsOnCaller());
  }

  /** Whether the owner of a collection alone tells what is in it, whoever asks. */
  private static boolean ownersTell(Fetch fetch) {
    return fetch.collections().stream().noneMatch(collection -> collection.sql().dependsOnCaller());
  }

  /**
   * Without an order: the rows of one who asks come one after the other, in theirs, since a query
   * with an order is run for each of them.
   */
  private static Sql together(Sql alone, int ids) {
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
    return Sql.of("SELECT answer.*, asker.number FROM unnest(")
        .append(arrays)
        .append(") WITH ORDINALITY AS asker (" + String.join(", ", names) + ", number)")
        .append(" CROSS JOIN LATERAL (")
        .append(alone.with(columns))
        .append(") answer");
  }

  private static List<UUID> each(Arguments all, Function<Arguments, UUID> value) {
    return all.askers().stream().map(value).toList();
  }

  /** What so many are answered by. */
  Fetch of(int askers) {
    return askers == 1 ? one : many;
  }

  /** Whether callers can be rows: the plan must not need their very values. */
  boolean isShareable() {
    return shareable;
  }

  /** What somebody asks for; equal where the answer is the same. */
  Arguments asker(Caller caller, List<UUID> ids) {
    return new Arguments(dependsOnCaller ? caller : Caller.ANONYMOUS, ids);
  }

  /** Answers all who ask, of whom there is one caller only where this is not shareable. */
  Map<Arguments, List<Found>> run(Statements statements, List<Arguments> askers) {
    if (askers.size() == 1) {
      return Map.of(askers.getFirst(), one.run(statements, askers.getFirst()));
    }
    var answers = new ArrayList<List<Found>>();
    askers.forEach(_ -> answers.add(new ArrayList<>()));
    many.run(
        together,
        statements,
        new Arguments(askers.getFirst().caller(), List.of(), askers),
        rows -> answers.get(rows.getInt(rows.getMetaData().getColumnCount()) - 1));
    var found = new HashMap<Arguments, List<Found>>();
    for (int i = 0; i < answers.size(); i++) {
      found.put(askers.get(i), answers.get(i));
    }
    return found;
  }
}
