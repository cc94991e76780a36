package campus.shared.persistence.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A piece of SQL with its parameters. No value is part of the text. */
public final class Sql {

  /** Binds a parameter. */
  @FunctionalInterface
  public interface Param {
    public void bind(PreparedStatement statement, int index, Arguments arguments)
        throws SQLException;
  }

  /** The id of the caller. */
  public static final Param CALLER =
      (statement, index, arguments) -> statement.setObject(index, arguments.callerId());

  /** One of the ids that a call gives, or a key in its place. */
  public record Id(int position) implements Param {
    @Override
    public void bind(PreparedStatement statement, int index, Arguments arguments)
        throws SQLException {
      statement.setObject(index, arguments.ids().get(position));
    }
  }

  /** The id of the owner of a collection. */
  public static final Param OWNER = new Id(0);

  /** The id of the session of the call. */
  public static final Param SESSION =
      (statement, index, arguments) -> statement.setObject(index, arguments.sessionId());

  /** How many rows a list skips. */
  public static final Param SKIP =
      (statement, index, arguments) -> statement.setLong(index, arguments.list().skip());

  /** A parameter and its place in the text. */
  private record Placed(int at, Param param) {}

  private final StringBuilder text = new StringBuilder();
  private final List<Placed> params = new ArrayList<>();
  private boolean plannedAnew;
  private int rowsAtATime;
  private @Nullable String built;

  /**
   * SQL from parts.
   *
   * @param parts texts, other SQL and parameters
   */
  public static Sql of(Object... parts) {
    var sql = new Sql();
    for (var part : parts) {
      switch (part) {
        case String text -> sql.append(text);
        case Sql other -> sql.append(other);
        case Param param -> sql.append(param);
        default -> throw new IllegalArgumentException("no part of SQL: " + part.getClass());
      }
    }
    return sql;
  }

  /** An argument that a call gives to a subset, counted from 0. */
  public static Param argument(int number) {
    return (statement, index, arguments) ->
        statement.setObject(index, arguments.list().subset().get(number));
  }

  /** A pattern of {@code LIKE} for what contains such an argument, a text. */
  public static Param containing(int number) {
    return (statement, index, arguments) ->
        statement.setString(
            index, "%" + likeLiteral((String) arguments.list().subset().get(number)) + "%");
  }

  /** An array of ids as a parameter. */
  public static Param uuids(Function<Arguments, List<? extends Object>> ids) {
    return array("uuid", ids);
  }

  /**
   * An array as a parameter.
   *
   * @param type of the elements, in PostgreSQL
   */
  public static Param array(String type, Function<Arguments, List<? extends Object>> values) {
    return (statement, index, arguments) ->
        statement.setArray(
            index,
            statement.getConnection().createArrayOf(type, values.apply(arguments).toArray()));
  }

  public Sql append(String sql) {
    text.append(sql);
    built = null;
    return this;
  }

  public Sql append(Param param) {
    params.add(new Placed(text.length(), param));
    return append("?");
  }

  public Sql append(Sql other) {
    for (var placed : other.params) {
      params.add(new Placed(text.length() + placed.at(), placed.param()));
    }
    text.append(other.text);
    built = null;
    return this;
  }

  /**
   * A value that a filter compares with.
   *
   * @param number of the value, counted from 0
   * @param stored makes the stored form of it
   */
  public static Param filterValue(int number, UnaryOperator<Object> stored) {
    return (statement, index, arguments) ->
        set(statement, index, stored.apply(arguments.list().filter().get(number)));
  }

  /**
   * The values of a list that a filter compares with, as an array.
   *
   * @param number of the list, counted from 0
   * @param type of the elements, in PostgreSQL
   * @param stored makes the stored form of each
   */
  public static Param filterValues(int number, String type, UnaryOperator<Object> stored) {
    return (statement, index, arguments) -> {
      var values = (List<?>) arguments.list().filter().get(number);
      var array = values.stream().map(value -> sql(stored.apply(value))).toArray();
      statement.setArray(index, statement.getConnection().createArrayOf(type, array));
    };
  }

  /** A part of the key of the row that a page follows, counted from 0. */
  public static Param after(int part) {
    return (statement, index, arguments) ->
        set(statement, index, arguments.list().after().get(part));
  }

  /** Appends a parameter with a fixed value. */
  public Sql value(Object value) {
    return append((statement, index, arguments) -> set(statement, index, value));
  }

  private static void set(PreparedStatement statement, int index, @Nullable Object value)
      throws SQLException {
    statement.setObject(index, sql(value));
  }

  private static @Nullable Object sql(@Nullable Object value) {
    return value instanceof Instant time ? time.atOffset(ZoneOffset.UTC) : value;
  }

  /** The same SQL with columns in place of some parameters. */
  public Sql with(Map<Param, String> columns) {
    var sql = new Sql();
    int end = 0;
    for (var placed : params) {
      sql.text.append(text, end, placed.at());
      end = placed.at() + 1;
      var column = columns.get(placed.param());
      if (column == null) {
        sql.append(placed.param());
      } else {
        sql.append(column);
      }
    }
    sql.text.append(text, end, text.length());
    sql.plannedAnew = plannedAnew;
    sql.rowsAtATime = rowsAtATime;
    return sql;
  }

  /** A {@code LIKE} pattern that matches only this text. */
  public static String likeLiteral(String text) {
    return text.replaceAll("[\\\\%_]", "\\\\$0");
  }

  /**
   * Lets the database plan the statement for its values at each execution, if a plan for all values
   * would be bad for some.
   */
  public Sql plannedAnew() {
    plannedAnew = true;
    return this;
  }

  public boolean isPlannedAnew() {
    return plannedAnew;
  }

  /**
   * Lets the driver read the result in portions, if all of it may be too large for the memory.
   * Works in transactions only.
   *
   * @param rows how many rows a portion has; 0 to read all at once
   */
  public Sql readInPortions(int rows) {
    rowsAtATime = rows;
    return this;
  }

  public int rowsAtATime() {
    return rowsAtATime;
  }

  /** Whether the answer differs between callers with the same roles. */
  public boolean dependsOnCaller() {
    return has(CALLER) || has(SESSION);
  }

  /** Whether it has this parameter. */
  public boolean has(Param param) {
    return params.stream().anyMatch(placed -> placed.param().equals(param));
  }

  public boolean isEmpty() {
    return text.isEmpty();
  }

  public void bind(PreparedStatement statement, Arguments arguments) throws SQLException {
    for (int i = 0; i < params.size(); i++) {
      params.get(i).param().bind(statement, i + 1, arguments);
    }
  }

  @Override
  public String toString() {
    var text = built;
    if (text == null) {
      text = this.text.toString();
      built = text;
    }
    return text;
  }
}
