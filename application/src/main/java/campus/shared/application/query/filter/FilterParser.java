package campus.shared.application.query.filter;

import campus.shared.application.query.filter.Filter.And;
import campus.shared.application.query.filter.Filter.Argument;
import campus.shared.application.query.filter.Filter.Name;
import campus.shared.application.query.filter.Filter.Not;
import campus.shared.application.query.filter.Filter.Operator;
import campus.shared.application.query.filter.Filter.Or;
import campus.shared.application.query.filter.Filter.Restriction;
import campus.shared.application.query.filter.Filter.Text;
import campus.shared.application.query.filter.Filter.Values;
import campus.shared.domain.error.InvalidRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A recursive-descent parser of the AIP-160 grammar, without bare values. {@code icase} is the only
 * function.
 *
 * <pre>
 * filter      = [ expression ]
 * expression  = factor { [ "AND" ] factor }
 * factor      = term { "OR" term }
 * term        = [ "NOT" | "-" ] simple
 * simple      = "(" expression ")" | restriction
 * restriction = ( member | "icase" "(" member ")" ) operator ( value | "(" value { "," value } ")" )
 * member      = name { "." name }
 * operator    = "=" | "!=" | "&lt;" | "&lt;=" | "&gt;" | "&gt;=" | ":"
 * value       = quoted text | text up to white space or a parenthesis, in a list also a comma
 * </pre>
 */
final class FilterParser {

  private static final String FIELD = "filter";
  private static final String IGNORES_CASE = "icase(";

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
  private int values;
  private int depth;

  /** How many bytes the lists of values have. */
  private int listBytes;

  FilterParser(String text) {
    this.text = text;
  }

  Filter parse() {
    int bytes = bytes(0, text.length());
    requireAtMost(Filter.MAX_BYTES_WITH_LISTS, bytes);
    // Without a list it is refused before it costs anything.
    requireAtMost(Filter.MAX_BYTES, text.indexOf('(') < 0 ? bytes : 0);
    skipSpace();
    if (atEnd()) {
      return Filter.EVERYTHING;
    }
    var filter = expression();
    if (!atEnd()) {
      throw error(at, "expected AND, OR or the end, found " + found());
    }
    requireAtMost(Filter.MAX_BYTES, bytes - listBytes);
    return filter;
  }

  private int bytes(int from, int to) {
    return text.substring(from, to).getBytes(StandardCharsets.UTF_8).length;
  }

  private static void requireAtMost(int max, int bytes) {
    if (bytes > max) {
      throw new InvalidRequest(FIELD, "must be at most " + max + " bytes long");
    }
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
    if (text.startsWith(IGNORES_CASE, at)) {
      at += IGNORES_CASE.length();
      skipSpace();
      var member = member();
      if (!symbol(")")) {
        throw error(at, "expected ), found " + found());
      }
      return new Restriction(member, true, operator(), argument());
    }
    var member = member();
    return new Restriction(member, false, operator(), argument());
  }

  private List<Name> member() {
    var member = new ArrayList<Name>();
    do {
      member.add(name());
    } while (directly('.'));
    skipSpace();
    return member;
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

  private Argument argument() {
    int start = at;
    if (!symbol("(")) {
      return value(false);
    }
    var texts = new ArrayList<Text>();
    do {
      if (++values > Filter.MAX_VALUES) {
        throw error(at, "has more than " + Filter.MAX_VALUES + " values in lists");
      }
      texts.add(value(true));
    } while (symbol(","));
    int end = at;
    if (!symbol(")")) {
      throw error(at, "expected , or ), found " + found());
    }
    listBytes += bytes(start, end);
    return new Values(texts, position(start));
  }

  /**
   * @param inList whether a comma ends it
   */
  private Text value(boolean inList) {
    int start = at;
    if (atEnd()) {
      throw error(start, "expected a value, found the end");
    }
    var closing = CLOSING_QUOTES.get(peek());
    if (closing != null) {
      at++;
      return quoted(start, closing, inList);
    }
    while (!atEnd() && !isValueEnd(inList)) {
      at++;
    }
    if (at == start) {
      throw error(start, "expected a value, found " + found());
    }
    var pieces = List.of(text.substring(start, at).split("\\*", -1));
    skipSpace();
    return new Text(pieces, position(start), false);
  }

  private boolean isValueEnd(boolean inList) {
    return isArgumentEnd(peek()) || (inList && peek() == ',');
  }

  private Text quoted(int start, char closing, boolean inList) {
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
    if (!atEnd() && !isValueEnd(inList)) {
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
