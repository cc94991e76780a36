package campus.benchmarks.reference;

import campus.benchmarks.community.Kind;
import campus.benchmarks.community.Sizes;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A pgbench script with the statements of a server for random data. Ids become others of their
 * kind, new values become random, all else stays.
 *
 * @param constants command-line values, since pgbench takes their colons for variables in a script
 */
public record Script(String text, Map<String, String> constants) {

  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern UUIDS =
      Pattern.compile("\\{\"?" + UUID + "\"?(,\"?" + UUID + "\"?)*\\}");
  private static final Pattern NEW_NAME = Pattern.compile("bench[0-9a-f]{16}");
  private static final Pattern NUMBERS = Pattern.compile("\\{\"?\\d+\"?(,\"?\\d+\"?)*\\}");

  /** The index of the array of entry numbers in the statement that posts to the ledger. */
  private static final int ENTRY_NUMBERS = 4;

  private static final Pattern PARAMETER = Pattern.compile("\\$(\\d+)");

  /** The script with the statements of one call. */
  public static Script of(List<ServerSql.Statement> statements, Sizes sizes) {
    return new Writer(sizes).write(statements);
  }

  private static final class Writer {

    private final Sizes sizes;
    private final StringBuilder sets = new StringBuilder();
    private final Map<String, String> expressions = new HashMap<>();
    private final Map<String, String> constants = new LinkedHashMap<>();
    private int variables;
    private int lists;

    /** Distinct ranges for the ids of a kind, so that drawn ids differ. */
    private final Map<Kind, Set<String>> ids = new EnumMap<>(Kind.class);

    private final Map<Kind, Integer> drawn = new EnumMap<>(Kind.class);

    Writer(Sizes sizes) {
      this.sizes = sizes;
    }

    Script write(List<ServerSql.Statement> statements) {
      statements.stream().flatMap(s -> s.values().stream()).forEach(this::countIds);
      var body = new StringBuilder();
      if (statements.size() > 1 && statements.getLast().sql().equals("COMMIT")) {
        // The driver sends it with the first statement, and PostgreSQL does not log it.
        body.append("BEGIN;\n");
      }
      for (var statement : statements) {
        boolean entries = statement.sql().contains("INSERT INTO entries");
        var sql =
            PARAMETER
                .matcher(statement.sql())
                .replaceAll(found -> {
                  var value = statement.values().get(Integer.parseInt(found.group(1)) - 1);
                  return Matcher.quoteReplacement(expression(value, entries));
                });
        body.append(sql).append(";\n");
      }
      return new Script(sets.toString() + body, constants);
    }

    private String expression(@Nullable String value, boolean entries) {
      if (value == null) {
        return "NULL";
      }
      if (NUMBERS.matcher(value).matches()) {
        // Entry numbers are unique for each account.
        return entries && ++lists == ENTRY_NUMBERS
            ? Stream.of(value.split(",", -1))
                .map(_ -> random(2_000_000, Integer.MAX_VALUE))
                .collect(Collectors.joining(", ", "ARRAY[", "]::bigint[]"))
            : "'" + value + "'::bigint[]";
      }
      if (UUID.matcher(value).matches()) {
        return id(value);
      }
      if (UUIDS.matcher(value).matches()) {
        return Stream.of(value.replaceAll("[{}\"]", "").split(",", -1))
            .map(this::id)
            .collect(Collectors.joining(", ", "ARRAY[", "]::uuid[]"));
      }
      var name = NEW_NAME.matcher(value);
      if (name.find()) {
        var fresh = expressions.computeIfAbsent(name.group(), _ -> unique());
        return "('%sbench' || %s || '%s')"
            .formatted(
                quoted(value.substring(0, name.start())),
                fresh,
                quoted(value.substring(name.end())));
      }
      if (value.contains(":")) {
        var constant = "c" + constants.size();
        constants.put(constant, value);
        return ":" + constant;
      }
      // An overloaded function needs the type of its array.
      var type = value.startsWith("{") ? "::text[]" : "";
      return "'" + quoted(value) + "'" + type;
    }

    private String id(String id) {
      return expressions.computeIfAbsent(
          id,
          _ ->
              kind(id)
                  .map(kind -> "('" + kind.prefix() + "' || " + draw(kind) + ")::uuid")
                  .orElseGet(() ->
                      "('0199' || %s || '-0000-7000-8000-' || %s)::uuid"
                          .formatted(random(1_000, 9_999), unique())));
    }

    private void countIds(@Nullable String value) {
      UUID.matcher(value == null ? "" : value)
          .results()
          .map(found -> found.group())
          .forEach(id ->
              kind(id).ifPresent(kind -> ids.computeIfAbsent(kind, _ -> new HashSet<>()).add(id)));
    }

    /** Empty for an id that is not of the community. */
    private static Optional<Kind> kind(String id) {
      return Arrays.stream(Kind.values()).filter(kind -> id.startsWith(kind.prefix())).findAny();
    }

    private String draw(Kind kind) {
      long parts = Objects.requireNonNull(ids.get(kind)).size();
      long part = drawn.merge(kind, 1, Integer::sum);
      long count = count(kind);
      long first = Kind.FIRST + (kind == Kind.ACCOUNT ? sizes.serversAccounts() : 0);
      return random(first + 1 + (part - 1) * count / parts, first + part * count / parts);
    }

    private long count(Kind kind) {
      return switch (kind) {
        case USER, SESSION -> sizes.users();
        case TAG -> sizes.tags();
        case CATEGORY -> sizes.categories();
        case POST -> sizes.posts();
        case COMMENT -> sizes.comments();
        case ACCOUNT -> sizes.accounts() - sizes.serversAccounts();
        case TRANSFER -> sizes.accounts();
        case ENTRY -> 2L * sizes.accounts();
      };
    }

    private String unique() {
      return random(100_000_000_000L, 999_999_999_999L);
    }

    private String random(long from, long to) {
      var variable = "v" + variables++;
      sets.append("\\set %s random(%d, %d)\n".formatted(variable, from, to));
      return ":" + variable;
    }

    private static String quoted(String text) {
      return text.replace("'", "''");
    }
  }

  /** The options of pgbench for the constants. */
  List<String> options() {
    return constants.entrySet().stream()
        .flatMap(constant -> Stream.of("-D", constant.getKey() + "=" + constant.getValue()))
        .toList();
  }
}
