package campus.shared.application.query.filter;

import campus.shared.application.query.filter.Filter.And;
import campus.shared.application.query.filter.Filter.Name;
import campus.shared.application.query.filter.Filter.Not;
import campus.shared.application.query.filter.Filter.Operator;
import campus.shared.application.query.filter.Filter.Or;
import campus.shared.application.query.filter.Filter.Restriction;
import campus.shared.application.query.filter.Filter.Text;
import campus.shared.domain.error.InvalidRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A recursive-descent parser of the AIP-160 grammar, without functions and bare values.
 *
 * <pre>
 * filter      = [ expression ]
 * expression  = factor { [ "AND" ] factor }
 * factor      = term { "OR" term }
 * term        = [ "NOT" | "-" ] simple
 * simple      = "(" expression ")" | restriction
 * restriction = name { "." name } operator argument
 * operator    = "=" | "!=" | "&lt;" | "&lt;=" | "&gt;" | "&gt;=" | ":"
 * argument    = quoted text | text up to white space or a parenthesis
 * </pre>
 */
final class FilterParser {

  private static final String FIELD = "filter";

  /** The most characters of an unexpected token in an error. */
  private static final int MAX_FOUND = 40;

  /** Longer ones first. */
  private static final List<Operator> OPERATORS =
      List.of(
          Operator.NOT_EQUAL,
          Operator.LESS_OR_EQUAL,
          Operator.GREATER_OR_EQUAL,
          Operator.EQUAL,
          Operator.LESS,
          Operator.GREATER,
          Operator.HAS);

  private static final Map<Character, Character> CLOSING_QUOTES = Map.of('"', '"', '\'', '\'');

  private final String text;
  private int at;
  private int terms;
  private int depth;

  FilterParser(String text) {
    this.text = text;
  }

  Filter parse() {
    if (text.getBytes(StandardCharsets.UTF_8).length > Filter.MAX_BYTES) {
      throw new InvalidRequest(FIELD, "must be at most " + Filter.MAX_BYTES + " bytes long");
    }
    skipSpace();
    if (atEnd()) {
      return Filter.EVERYTHING;
    }
    var filter = expression();
    if (!atEnd()) {
      throw error(at, "expected AND, OR or the end, found " + found());
    }
    return filter;
  }

  private Filter expression() {
    var operands = new ArrayList<Filter>();
    operands.add(factor());
    while (keyword("AND") || (!atEnd() && peek() != ')' && !isKeyword("OR"))) {
      operands.add(factor());
    }
    return operands.size() == 1 ? operands.getFirst() : new And(operands);
  }

  private Filter factor() {
    var operands = new ArrayList<Filter>();
    operands.add(term());
    while (keyword("OR")) {
      operands.add(term());
    }
    return operands.size() == 1 ? operands.getFirst() : new Or(operands);
  }

  private Filter term() {
    int start = at;
    if (keyword("NOT") || symbol("-")) {
      return nested(start, () -> new Not(simple()));
    }
    return simple();
  }

  private Filter simple() {
    int start = at;
    if (symbol("(")) {
      return nested(
          start,
          () -> {
            var inner = expression();
            if (!symbol(")")) {
              throw error(at, "expected ), found " + found());
            }
            return inner;
          });
    }
    return restriction();
  }

  private Filter nested(int start, java.util.function.Supplier<Filter> inner) {
    if (++depth > Filter.MAX_DEPTH) {
      throw error(start, "is nested deeper than " + Filter.MAX_DEPTH);
    }
    var filter = inner.get();
    depth--;
    return filter;
  }

  private Filter restriction() {
    if (++terms > Filter.MAX_TERMS) {
      throw error(at, "has more than " + Filter.MAX_TERMS + " comparisons");
    }
    var member = new ArrayList<Name>();
    do {
      member.add(name());
    } while (directly('.'));
    skipSpace();
    var operator = operator();
    return new Restriction(member, operator, argument());
  }

  private Name name() {
    int start = at;
    while (!atEnd() && isNamePart(peek())) {
      at++;
    }
    if (at == start) {
      throw error(start, "expected the name of a field, found " + found());
    }
    return new Name(text.substring(start, at), position(start));
  }

  private Operator operator() {
    for (var operator : OPERATORS) {
      if (symbol(operator.symbol())) {
        return operator;
      }
    }
    throw error(at, "expected =, !=, <, <=, >, >= or :, found " + found());
  }

  private Text argument() {
    int start = at;
    if (atEnd()) {
      throw error(start, "expected a value, found the end");
    }
    var closing = CLOSING_QUOTES.get(peek());
    if (closing != null) {
      at++;
      return quoted(start, closing);
    }
    while (!atEnd() && !isArgumentEnd(peek())) {
      at++;
    }
    if (at == start) {
      throw error(start, "expected a value, found " + found());
    }
    var pieces = List.of(text.substring(start, at).split("\\*", -1));
    skipSpace();
    return new Text(pieces, position(start), false);
  }

  private Text quoted(int start, char closing) {
    var pieces = new ArrayList<String>();
    var piece = new StringBuilder();
    while (!atEnd() && peek() != closing) {
      char c = text.charAt(at++);
      if (c == '*') {
        pieces.add(piece.toString());
        piece.setLength(0);
      } else if (c == '\\') {
        if (atEnd() || "\\*\"'".indexOf(peek()) < 0) {
          throw error(at - 1, "\\ has to be followed by \\, * or a quote");
        }
        piece.append(text.charAt(at++));
      } else {
        piece.append(c);
      }
    }
    if (atEnd()) {
      throw error(start, "this quote is never closed");
    }
    at++;
    pieces.add(piece.toString());
    if (!atEnd() && !isArgumentEnd(peek())) {
      throw error(at, "expected white space after a quoted value, found " + found());
    }
    skipSpace();
    return new Text(pieces, position(start), true);
  }

  private boolean keyword(String keyword) {
    if (!isKeyword(keyword)) {
      return false;
    }
    at += keyword.length();
    skipSpace();
    return true;
  }

  private boolean isKeyword(String keyword) {
    int end = at + keyword.length();
    return text.startsWith(keyword, at)
        && (end == text.length()
            || Character.isWhitespace(text.charAt(end))
            || text.charAt(end) == '(');
  }

  private boolean symbol(String symbol) {
    if (!text.startsWith(symbol, at)) {
      return false;
    }
    at += symbol.length();
    skipSpace();
    return true;
  }

  private boolean directly(char c) {
    if (atEnd() || peek() != c) {
      return false;
    }
    at++;
    return true;
  }

  private void skipSpace() {
    while (!atEnd() && Character.isWhitespace(peek())) {
      at++;
    }
  }

  private boolean atEnd() {
    return at == text.length();
  }

  private char peek() {
    return text.charAt(at);
  }

  private static boolean isNamePart(char c) {
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  private static boolean isArgumentEnd(char c) {
    return Character.isWhitespace(c) || c == '(' || c == ')';
  }

  /** The token here, up to white space or a parenthesis. */
  private String found() {
    if (atEnd()) {
      return "the end";
    }
    int end = text.offsetByCodePoints(at, 1);
    while (!isArgumentEnd(peek())
        && end < text.length()
        && end - at < MAX_FOUND
        && !isArgumentEnd(text.charAt(end))) {
      end = text.offsetByCodePoints(end, 1);
    }
    return "\"" + text.substring(at, end) + "\"";
  }

  /** Counted from 1, in characters. */
  private int position(int index) {
    return text.codePointCount(0, index) + 1;
  }

  private InvalidRequest error(int index, String description) {
    return new InvalidRequest(FIELD, "at position " + position(index) + ": " + description);
  }
}
