package campus.shared.application.query.filter;

import campus.shared.application.query.FieldPath;
import campus.shared.application.query.FieldType;
import campus.shared.application.query.filter.Filter.Operator;
import campus.shared.domain.name.NaturalName;
import campus.shared.domain.name.ResourceName;
import campus.shared.domain.value.Text;
import java.util.List;

/**
 * A {@link Filter} after checking against the fields of a resource.
 *
 * <p>A comparison is false for an empty field, also for {@link Operator#NOT_EQUAL}. Through a
 * to-many relation, it is true if it holds for at least one target. Each comparison looks for its
 * own target.
 */
public sealed interface Condition {

  /** True if all are true, also if there are none. */
  record All(List<Condition> conditions) implements Condition {
    public All {
      conditions = List.copyOf(conditions);
    }
  }

  /** True if at least one is true. */
  record Any(List<Condition> conditions) implements Condition {
    public Any {
      conditions = List.copyOf(conditions);
    }
  }

  record Not(Condition condition) implements Condition {}

  /**
   * Compares a field's value.
   *
   * @param operator any but {@link Operator#HAS}; for {@link FieldType#ENUMS} only {@link
   *     Operator#EQUAL}, which means "contains"
   * @param value see {@link FieldType}; a {@link ResourceName} or a {@link NaturalName} for a name;
   *     the {@link Text#key} of a label
   */
  record Compare(FieldPath path, Operator operator, Object value) implements Condition {}

  /**
   * Compares a field's value with each of several.
   *
   * @param values at least one, as of {@link Compare}
   * @param negated true for values that equal none of them
   */
  record In(FieldPath path, List<Object> values, boolean negated) implements Condition {
    public In {
      values = List.copyOf(values);
    }
  }

  /**
   * Compares two fields of one type, neither of them through a to-many relation. False if one is
   * empty.
   *
   * @param operator any but {@link Operator#HAS}
   */
  record CompareFields(FieldPath path, Operator operator, FieldPath other) implements Condition {}

  /**
   * True if the field has no value. For the name of a relation: if no resource is related. An empty
   * text is a value.
   */
  record Absent(FieldPath path) implements Condition {}

  /**
   * Matches a text against pieces in this order, with any text between them.
   *
   * @param pieces at least two; the {@link Text#keyPart} of each for a label
   * @param negated true for texts that do not match
   */
  record Matches(FieldPath path, List<String> pieces, boolean negated) implements Condition {
    public Matches {
      pieces = List.copyOf(pieces);
    }
  }

  /**
   * True if the field has a value that is not empty. For the name of a relation: if a related
   * resource exists.
   */
  record Present(FieldPath path) implements Condition {}

  Condition ALWAYS = new All(List.of());
}
