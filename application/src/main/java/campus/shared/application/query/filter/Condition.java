package campus.shared.application.query.filter;

import campus.shared.application.query.FieldPath;
import campus.shared.application.query.FieldType;
import campus.shared.application.query.filter.Filter.Operator;
import campus.shared.domain.ResourceName;
import campus.shared.domain.Text;
import java.util.List;

/**
 * A {@link Filter} that has been checked against the fields of a resource: what it means.
 *
 * <p>Everything is true or false. A comparison of a field that has no value is false, {@link
 * Operator#NOT_EQUAL} too. A comparison along a way that branches holds where it holds for one of
 * the ends at least; each comparison looks for such an end on its own.
 */
public sealed interface Condition {

  /** Holds where all hold; always, where there are none. */
  record All(List<Condition> conditions) implements Condition {
    public All {
      conditions = List.copyOf(conditions);
    }
  }

  /** Holds where one holds at least. */
  record Any(List<Condition> conditions) implements Condition {
    public Any {
      conditions = List.copyOf(conditions);
    }
  }

  /** Holds where the other does not. */
  record Not(Condition condition) implements Condition {}

  /**
   * Compares a field's value.
   *
   * @param operator any but {@link Operator#HAS}; for {@link FieldType#ENUMS} {@link
   *     Operator#EQUAL} only, which then asks whether the value is among them
   * @param value of the Java type that {@link FieldType} says; a {@link ResourceName} for a name;
   *     the {@link Text#key} of a label
   */
  record Compare(FieldPath path, Operator operator, Object value) implements Condition {}

  /**
   * Compares a text with a pattern: the pieces in this order, with anything between them.
   *
   * @param pieces two at least; the {@link Text#keyPart} of each for a label
   * @param negated asks for texts that do not match
   */
  record Matches(FieldPath path, List<String> pieces, boolean negated) implements Condition {
    public Matches {
      pieces = List.copyOf(pieces);
    }
  }

  /**
   * Asks whether there is a value that is not empty: for the name of a related resource, whether
   * there is such a resource.
   */
  record Present(FieldPath path) implements Condition {}

  /** Holds for everything. */
  Condition ALWAYS = new All(List.of());
}
