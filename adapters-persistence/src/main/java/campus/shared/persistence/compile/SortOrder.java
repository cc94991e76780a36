package campus.shared.persistence.compile;

import campus.shared.application.query.FieldType;
import campus.shared.application.query.SortKey;
import campus.shared.persistence.declare.Row;
import campus.shared.persistence.declare.Subset.Ordered;
import campus.shared.persistence.jdbc.Sql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The order of a list in SQL: the requested one, made total by the id. Missing values come last in
 * both directions.
 */
public final class SortOrder {

  /**
   * An expression that a list is ordered by.
   *
   * @param nullable whether it can be null in the rows of the list
   * @param nullsLast whether the index that serves it has nulls last although it is descending
   */
  private record Part(
      String expression, FieldType type, boolean descending, boolean nullable, boolean nullsLast) {

    Part(String expression, FieldType type, boolean descending, boolean nullable) {
      this(expression, type, descending, nullable, nullable);
    }

    Part present() {
      return new Part(expression, type, descending, false, nullsLast);
    }
  }

  /** What the shape of a statement depends on in a value of the key that a page follows. */
  public enum After {
    ABSENT,
    PRESENT,
    TRUE,
    FALSE;

    /** What a token keeps of the value; null for none. */
    public static After of(@Nullable String text) {
      return switch (text) {
        case null -> ABSENT;
        case "true" -> TRUE;
        case "false" -> FALSE;
        default -> PRESENT;
      };
    }
  }

  private final List<Part> parts = new ArrayList<>();
  private final boolean ownColumnsOnly;

  private SortOrder(List<Part> parts, boolean ownColumnsOnly) {
    this.parts.addAll(parts);
    this.ownColumnsOnly = ownColumnsOnly;
  }

  private SortOrder(List<Ordered> first, Row joined, List<SortKey> keys, Scope scope, String id) {
    boolean own = true;
    boolean descending = false;
    for (var ordered : first) {
      descending = ordered.descending();
      parts.add(
          new Part(
              ordered.expression().of(scope.row(), joined),
              ordered.type(),
              descending,
              false,
              ordered.nullsLast()));
    }
    for (var key : keys) {
      var end = scope.follow(key.path().relations());
      var column = end.resource().column(key.path().field());
      boolean nullable = key.path().field().nullable() || end.isOptional();
      own &= key.path().relations().isEmpty();
      descending = key.descending();
      var type = key.path().field().type();
      var compared = end.column(column.compared());
      if (type == FieldType.MONEY) {
        parts.add(new Part(compared, FieldType.TEXT, descending, nullable));
        parts.add(new Part(end.column(column.name()), FieldType.INTEGER, descending, nullable));
      } else {
        parts.add(new Part(compared, type, descending, nullable));
      }
    }
    // In the direction of the last key, so that one index serves both.
    parts.add(new Part(id, FieldType.NAME, descending, false));
    ownColumnsOnly = own;
  }

  /**
   * @param first what the rows are ordered by before the keys
   * @param joined the row that the expressions of these may name
   * @param id the expression for the id of a row
   */
  static SortOrder of(List<Ordered> first, Row joined, List<SortKey> keys, Scope scope, String id) {
    return new SortOrder(first, joined, keys, scope, id);
  }

  /** The expressions, in order. */
  List<String> expressions() {
    return parts.stream().map(Part::expression).toList();
  }

  FieldType type(int part) {
    return parts.get(part).type();
  }

  /**
   * The terms after {@code ORDER BY}.
   *
   * @param expressions those of the order, or columns that stand for them
   */
  String orderBy(List<String> expressions) {
    var terms = new ArrayList<String>();
    for (int i = 0; i < parts.size(); i++) {
      var part = parts.get(i);
      terms.add(
          expressions.get(i)
              + (part.descending() ? " DESC" : "")
              // Ascending order has nulls last by default.
              + (part.descending() && part.nullsLast() ? " NULLS LAST" : ""));
    }
    return String.join(", ", terms);
  }

  /**
   * Whether rows without the first value follow a row that has it. No index range covers both:
   * {@link #ofPresent} reads the one part, {@link #absent} the other.
   */
  boolean endsWithAbsent(List<After> key) {
    return parts.getFirst().nullable() && key.getFirst() != After.ABSENT;
  }

  /** The same order of the rows that have the first value. */
  SortOrder ofPresent() {
    var present = new ArrayList<>(parts);
    present.set(0, parts.getFirst().present());
    return new SortOrder(present, ownColumnsOnly);
  }

  /** The condition for rows that have the first value. */
  Sql present() {
    return Sql.of(parts.getFirst().expression() + " IS NOT NULL");
  }

  /** The condition for rows that lack the first value. */
  Sql absent() {
    return Sql.of(parts.getFirst().expression() + " IS NULL");
  }

  /**
   * The condition for rows that come after one.
   *
   * @param key what is known of that row's values of the expressions
   * @param first which part of the whole key these begin with
   */
  Sql after(List<After> key, int first) {
    if (isRowComparison()) {
      var columns = parts.stream().map(Part::expression).collect(Collectors.joining(", "));
      var sql = Sql.of("(" + columns + ") " + (parts.getFirst().descending() ? "<" : ">") + " (");
      for (int i = 0; i < key.size(); i++) {
        sql.append(i == 0 ? "" : ", ").append(Sql.after(first + i));
      }
      return sql.append(")");
    }
    return after(key, first, 0);
  }

  /** Whether PostgreSQL can compare the whole key at once, by one index. */
  private boolean isRowComparison() {
    boolean descending = parts.getFirst().descending();
    return ownColumnsOnly
        && parts.stream().allMatch(part -> part.descending() == descending && !part.nullable());
  }

  /**
   * {@code a >= $1 AND (a > $1 OR b …)}: an index can begin at the first half; the second decides
   * among equals.
   */
  private Sql after(List<After> key, int first, int at) {
    var part = parts.get(at);
    boolean last = at == parts.size() - 1;
    var column = part.expression();
    if (key.get(at) == After.ABSENT) {
      return last
          ? Sql.of("FALSE")
          : Sql.of("(" + column + " IS NULL AND ", after(key, first, at + 1), ")");
    }
    var strict = part.descending() ? " < " : " > ";
    var value = Sql.after(first + at);
    if (last) {
      return orMissing(part, Sql.of(column + strict, value));
    }
    return Sql.of(
        "(",
        orMissing(part, Sql.of(column + strict.strip() + "= ", value)),
        " AND (",
        orMissing(part, Sql.of(column + strict, value)),
        " OR ",
        after(key, first, at + 1),
        "))");
  }

  private static Sql orMissing(Part part, Sql comparison) {
    return part.nullable()
        ? Sql.of("(").append(comparison).append(" OR " + part.expression() + " IS NULL)")
        : comparison;
  }

  /** The values of a key as page tokens hold them. */
  public static List<@Nullable String> toTexts(List<@Nullable Object> key) {
    var texts = new ArrayList<@Nullable String>(key.size());
    for (var value : key) {
      texts.add(value == null ? null : value.toString());
    }
    return texts;
  }

  /** The values of a key from a page token. */
  public List<@Nullable Object> fromTexts(List<@Nullable String> texts) {
    var key = new ArrayList<@Nullable Object>(texts.size());
    for (int i = 0; i < texts.size(); i++) {
      var text = texts.get(i);
      key.add(text == null ? null : fromText(parts.get(i).type(), text));
    }
    return key;
  }

  private static Object fromText(FieldType type, String text) {
    return switch (type) {
      case NAME -> UUID.fromString(text);
      case TEXT, LABEL, ENUM -> text;
      case INTEGER -> Long.valueOf(text);
      case BOOLEAN -> Boolean.valueOf(text);
      case TIMESTAMP -> Instant.parse(text);
      case ENUMS, MONEY, ETAG -> throw new IllegalArgumentException(type + " has no order");
    };
  }
}
