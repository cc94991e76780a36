package campus.shared.application.query.filter;

import campus.shared.domain.InvalidRequest;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A filter as it was written, in the language of AIP-160: parsed, but not yet checked against the
 * fields of a resource.
 *
 * <p>{@code OR} binds tighter than {@code AND}; restrictions that merely follow each other are
 * joined by {@code AND}. Its string form parses to the same filter again.
 */
public sealed interface Filter {

  /** Longest filter, in bytes of UTF-8. */
  int MAX_BYTES = 4096;

  /** Most restrictions in a filter. */
  int MAX_TERMS = 50;

  /** Deepest nesting of parentheses and negations. */
  int MAX_DEPTH = 20;

  /** Holds for everything: what an empty filter means. */
  Filter EVERYTHING = new And(List.of());

  /** What holds where all of several hold. */
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

  /** What holds where one of several holds. */
  record Or(List<Filter> operands) implements Filter {
    public Or {
      operands = List.copyOf(operands);
    }

    @Override
    public String toString() {
      return operands.stream().map(Filter::enclosed).collect(Collectors.joining(" OR "));
    }
  }

  /** What holds where another does not. */
  record Not(Filter operand) implements Filter {
    @Override
    public String toString() {
      return "NOT " + enclosed(operand);
    }
  }

  /**
   * One comparison.
   *
   * @param member the path to what is compared: {@code profile}, {@code full_name}
   * @param argument what it is compared with
   */
  record Restriction(List<Name> member, Operator operator, Text argument) implements Filter {
    public Restriction {
      member = List.copyOf(member);
    }

    @Override
    public String toString() {
      var path = member.stream().map(Name::text).collect(Collectors.joining("."));
      return operator == Operator.HAS
          ? path + ":" + argument
          : path + " " + operator.symbol() + " " + argument;
    }
  }

  /** A segment of a path. Where it stands is no part of what it is. */
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

  /**
   * The right side of a comparison: text, cut into pieces wherever a {@code *} stood for any text.
   * {@code a*} is {@code ["a", ""]}; a lone {@code *} is {@code ["", ""]}. Where it stands is no
   * part of what it is.
   */
  record Text(List<String> pieces, int position, boolean quoted) {
    public Text {
      pieces = List.copyOf(pieces);
    }

    /** Whether there is a {@code *} in it. */
    public boolean hasWildcard() {
      return pieces.size() > 1;
    }

    /** Whether it is a {@code *} and nothing else. */
    public boolean isAnything() {
      return pieces.equals(List.of("", ""));
    }

    /** The text itself, where there is no {@code *} in it. */
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

  /** How two values are compared. */
  enum Operator {
    EQUAL("="),
    NOT_EQUAL("!="),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">="),
    /** The resource, or what it relates to, has this. */
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
   * @throws InvalidRequest if it is not in the language, or over one of the limits; says where
   */
  static Filter parse(String text) {
    return new FilterParser(text).parse();
  }

  private static String enclosed(Filter operand) {
    return operand instanceof Restriction ? operand.toString() : "(" + operand + ")";
  }
}
