package campus.shared.persistence;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A piece of SQL, with what its parameters stand for. All values are parameters. */
final class Sql {

  /** What a parameter stands for. */
  @FunctionalInterface
  interface Param {
    void bind(PreparedStatement statement, int index, Arguments arguments) throws SQLException;
  }

  private final StringBuilder text = new StringBuilder();
  private final List<Param> params = new ArrayList<>();
  private boolean plannedAnew;
  private boolean dependsOnCaller;
  private @Nullable String built;

  static Sql of(String sql) {
    return new Sql().append(sql);
  }

  Sql append(String sql) {
    text.append(sql);
    built = null;
    return this;
  }

  Sql append(Param param) {
    params.add(param);
    return append("?");
  }

  /** Appends a parameter with the id of the caller. */
  Sql caller() {
    dependsOnCaller = true;
    return append(
        (statement, index, arguments) -> statement.setObject(index, arguments.callerId()));
  }

  Sql append(Sql other) {
    text.append(other.text);
    built = null;
    params.addAll(other.params);
    dependsOnCaller |= other.dependsOnCaller;
    return this;
  }

  /** Appends a parameter with a value of its own. */
  Sql value(Object value) {
    var bound = value instanceof Instant time ? time.atOffset(ZoneOffset.UTC) : value;
    return append((statement, index, arguments) -> statement.setObject(index, bound));
  }

  /** A text as a pattern of {@code LIKE} that matches nothing else. */
  static String likeLiteral(String text) {
    return text.replaceAll("[\\\\%_]", "\\\\$0");
  }

  /**
   * Has the database plan the statement for its very values each time, since a plan that fits all
   * values would be a bad one for some.
   */
  Sql plannedAnew() {
    plannedAnew = true;
    return this;
  }

  boolean isPlannedAnew() {
    return plannedAnew;
  }

  /** Whether its answer is another one for other callers with the same roles. */
  boolean dependsOnCaller() {
    return dependsOnCaller;
  }

  boolean isEmpty() {
    return text.isEmpty();
  }

  void bind(PreparedStatement statement, Arguments arguments) throws SQLException {
    for (int i = 0; i < params.size(); i++) {
      params.get(i).bind(statement, i + 1, arguments);
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
