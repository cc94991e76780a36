package campus.shared.application.query.filter;

import static org.assertj.core.api.Assertions.assertThat;

import campus.shared.application.query.filter.Filter.And;
import campus.shared.application.query.filter.Filter.Name;
import campus.shared.application.query.filter.Filter.Not;
import campus.shared.application.query.filter.Filter.Operator;
import campus.shared.application.query.filter.Filter.Or;
import campus.shared.application.query.filter.Filter.Restriction;
import campus.shared.application.query.filter.Filter.Text;
import campus.shared.application.query.filter.Filter.Values;
import campus.shared.domain.error.InvalidRequest;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FilterProperties {

  @Property
  void whatIsPrintedParsesToTheSame(@ForAll("filters") Filter filter) {
    assertThat(Filter.parse(filter.toString())).isEqualTo(filter);
  }

  @Property(tries = 3000)
  void anyTextIsAFilterOrAnInvalidRequest(@ForAll("texts") String text) {
    try {
      var filter = Filter.parse(text);
      assertThat(Filter.parse(filter.toString())).isEqualTo(filter);
    } catch (InvalidRequest e) {
      assertThat(e.getMessage()).startsWith("filter: ");
    }
  }

  @Provide
  Arbitrary<String> texts() {
    var token =
        Arbitraries.of(
            "a",
            "b.c",
            "=",
            "!=",
            "<",
            ":",
            "*",
            "\"",
            "\\",
            "(",
            ")",
            "AND",
            "OR",
            "NOT",
            "-",
            " ",
            "\"x*\"",
            "'y'",
            ".",
            "1",
            "\u00e9",
            "\ud83e\udd89",
            ",",
            "\t");
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(30),
        token.list().ofMaxSize(12).map(tokens -> String.join(" ", tokens)),
        token.list().ofMaxSize(12).map(tokens -> String.join("", tokens)));
  }

  @Provide
  Arbitrary<Filter> filters() {
    return filter(3);
  }

  private static Arbitrary<Filter> filter(int depth) {
    if (depth == 0) {
      return restriction();
    }
    var operand = Arbitraries.lazy(() -> filter(depth - 1));
    return Arbitraries.oneOf(
        restriction(),
        operand.map(Not::new),
        operand.list().ofMinSize(2).ofMaxSize(3).map(And::new),
        operand.list().ofMinSize(2).ofMaxSize(3).map(Or::new));
  }

  private static Arbitrary<Filter> restriction() {
    var name =
        Arbitraries.strings()
            .withChars("abz_09")
            .ofMinLength(1)
            .ofMaxLength(4)
            .map(text -> new Name(text, 0));
    var piece = Arbitraries.strings().withChars("aB *\\\"'%_():-\u00e9").ofMaxLength(5);
    var argument = piece.list().ofMinSize(1).ofMaxSize(3).map(pieces -> new Text(pieces, 0, true));
    var list =
        argument.list().ofMinSize(1).ofMaxSize(3).map(texts -> new Values(withoutPieces(texts), 0));
    return Combinators.combine(
            name.list().ofMinSize(1).ofMaxSize(3),
            Arbitraries.of(true, false),
            Arbitraries.of(Operator.class),
            Arbitraries.oneOf(argument, list))
        .as(Restriction::new);
  }

  /** A lone * prints without quotes, which in a list would be another text. */
  private static List<Text> withoutPieces(List<Text> texts) {
    return texts.stream()
        .map(text -> new Text(List.of(text.pieces().getFirst()), 0, true))
        .toList();
  }
}
