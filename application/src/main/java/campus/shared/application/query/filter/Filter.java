package campus.shared.application.query.filter;

import campus.shared.domain.error.InvalidRequest;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A parsed filter in the language of AIP-160, not yet checked against the fields of a resource.
 *
 * <p>{@code OR} binds tighter than {@code AND}; adjacent restrictions are joined by {@code AND}.
 * The string form parses to an equal filter.
 */
public sealed interface Filter {

  /** The longest filter, in bytes of UTF-8, without what is in lists of values. */
  int MAX_BYTES = 4096;

  /** The longest filter with its lists of values, in bytes of UTF-8. */
  int MAX_BYTES_WITH_LISTS = 65_536;

  /** The most values in all lists of a filter. */
  int MAX_VALUES = 1000;

  /** The most restrictions in a filter. */
  int MAX_TERMS = 50;

  /** The deepest nesting of parentheses and negations. */
  int MAX_DEPTH = 20;

  /** The empty filter, which matches everything. */
  Filter EVERYTHING = new And(List.of());

  record And(List<Filter> operands) implements Filter {
    public And {
      operands = List.copyOf(operands);
    }

    @Override
    public String toString() {
      return operands.stream()
          .map(operand -> operand instanceof And ? "(" + operand + ")" : operand.toString())
          .collect(Collectors.joining(" AND "));
    }
  }

  record Or(List<Filter> operands) implements Filter {
    public Or {
      operands = List.copyOf(operands);
    }

    @Override
    public String toString() {
      return operands.stream().map(Filter::enclosed).collect(Collectors.joining(" OR "));
    }
  }

  record Not(Filter operand) implements Filter {
    @Override
    public String toString() {
      return "NOT " + enclosed(operand);
    }
  }

  /**
   * One comparison.
   *
   * @param member the path to the field: {@code profile}, {@code full_name}
   * @param ignoresCase whether the member is in {@code icase( )}
   */
  record Restriction(List<Name> member, boolean ignoresCase, Operator operator, Argument argument)
      implements Filter {
    public Restriction {
      member = List.copyOf(member);
    }

    @Override
    public String toString() {
      var names = member.stream().map(Name::text).collect(Collectors.joining("."));
      var path = ignoresCase ? "icase(" + names + ")" : names;
      return operator == Operator.HAS
          ? path + ":" + argument
          : path + " " + operator.symbol() + " " + argument;
    }
  }

  /** A segment of a path. Equality ignores its position. */
  record Name(String text, int position) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Name name && name.text.equals(text);
    }

    @Override
    public int hashCode() {
      return text.hashCode();
    }
  }

  /** The right side of a comparison. */
  sealed interface Argument {
    int position();
  }

  /** Several values, of which one has to fit. Equality ignores its position. */
  record Values(List<Text> texts, int position) implements Argument {
    public Values {
      texts = List.copyOf(texts);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Values values && values.texts.equals(texts);
    }

    @Override
    public int hashCode() {
      return texts.hashCode();
    }

    @Override
    public String toString() {
      return texts.stream().map(Text::toString).collect(Collectors.joining(", ", "(", ")"));
    }
  }

  /**
   * One value, or a field to compare with: text, split at each {@code *} wildcard. {@code a*} is
   * {@code ["a", ""]}; a lone {@code *} is {@code ["", ""]}. Equality ignores its position.
   */
  record Text(List<String> pieces, int position, boolean quoted) implements Argument {
    public Text {
      pieces = List.copyOf(pieces);
    }

    public boolean hasWildcard() {
      return pieces.size() > 1;
    }

    /** Whether it is a lone {@code *}. */
    public boolean isAnything() {
      return pieces.equals(List.of("", ""));
    }

    /** The text without wildcards. */
    public String plain() {
      if (hasWildcard()) {
        throw new IllegalStateException("not plain: " + this);
      }
      return pieces.getFirst();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Text text && text.pieces.equals(pieces);
    }

    @Override
    public int hashCode() {
      return pieces.hashCode();
    }

    @Override
    public String toString() {
      return isAnything()
          ? "*"
          : pieces.stream().map(Text::escape).collect(Collectors.joining("*", "\"", "\""));
    }

    private static String escape(String piece) {
      return piece.replace("\\", "\\\\").replace("\"", "\\\"").replace("*", "\\*");
    }
  }

  enum Operator {
    EQUAL("="),
    NOT_EQUAL("!="),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">="),
    /** The resource, or one that it relates to, has this value. */
    HAS(":");

    private final String symbol;

    Operator(String symbol) {
      this.symbol = symbol;
    }

    public String symbol() {
      return symbol;
    }
  }

  /**
   * Parses a filter; an empty one is {@link #EVERYTHING}.
   *
   * @throws InvalidRequest with the position, on a syntax error or an exceeded limit
   */
  static Filter parse(String text) {
    return new FilterParser(text).parse();
  }

  private static String enclosed(Filter operand) {
    return operand instanceof Restriction ? operand.toString() : "(" + operand + ")";
  }
}
