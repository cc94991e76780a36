package campus.shared.application.query.filter;

import campus.shared.application.call.Caller;
import campus.shared.application.query.FieldPath;
import campus.shared.application.query.FieldType;
import campus.shared.application.query.ResourceSchema;
import campus.shared.application.query.ResourceSchema.Field;
import campus.shared.application.query.filter.Condition.All;
import campus.shared.application.query.filter.Condition.Any;
import campus.shared.application.query.filter.Condition.Compare;
import campus.shared.application.query.filter.Condition.Matches;
import campus.shared.application.query.filter.Condition.Present;
import campus.shared.application.query.filter.Filter.And;
import campus.shared.application.query.filter.Filter.Name;
import campus.shared.application.query.filter.Filter.Not;
import campus.shared.application.query.filter.Filter.Operator;
import campus.shared.application.query.filter.Filter.Or;
import campus.shared.application.query.filter.Filter.Restriction;
import campus.shared.application.query.filter.Filter.Text;
import campus.shared.application.query.filter.Filter.Values;
import campus.shared.domain.error.InvalidRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Checks filters against a resource's schema before they reach SQL: paths lead to fields that the
 * caller may filter on, operators and values fit their types.
 */
public final class FilterChecker {

  private static final String FIELD = "filter";
  private static final Set<Operator> ORDERING =
      Set.of(Operator.LESS, Operator.LESS_OR_EQUAL, Operator.GREATER, Operator.GREATER_OR_EQUAL);

  private final ResourceSchema resource;
  private final Caller caller;
  private final FilterValues values;

  private FilterChecker(ResourceSchema resource, Caller caller) {
    this.resource = resource;
    this.caller = caller;
    this.values = new FilterValues(resource);
  }

  /**
   * Parses and checks a filter.
   *
   * @throws InvalidRequest with the position, if it is malformed or does not fit the resource or
   *     the caller
   */
  public static Condition check(String filter, ResourceSchema resource, Caller caller) {
    return new FilterChecker(resource, caller).check(Filter.parse(filter));
  }

  private Condition check(Filter filter) {
    return switch (filter) {
      case And and -> new All(and.operands().stream().map(this::check).toList());
      case Or or -> new Any(or.operands().stream().map(this::check).toList());
      case Not not -> new Condition.Not(check(not.operand()));
      case Restriction restriction -> check(restriction);
    };
  }

  private Condition check(Restriction restriction) {
    var last = restriction.member().getLast();
    var path = path(restriction);
    var operator = restriction.operator();
    if (path.isToMany() && operator != Operator.HAS) {
      throw error(
          last.position(),
          "\""
              + text(restriction.member())
              + "\" leads to many resources: use : to match any of them");
    }
    boolean anything =
        restriction.argument() instanceof Text text
            && text.isAnything()
            && operator == Operator.HAS;
    if (anything) {
      return new Present(path);
    }
    if (operator == Operator.HAS) {
      operator = Operator.EQUAL;
    }
    if (ORDERING.contains(operator) && !path.field().type().isOrdered()) {
      throw error(
          last.position(),
          last.text() + " has no order: compare it with =, != or :, not " + operator.symbol());
    }
    return switch (restriction.argument()) {
      case Values values -> in(path, operator, values, last);
      case Text text -> compare(path, operator, text, last);
    };
  }

  private FieldPath path(Restriction restriction) {
    var last = restriction.member().getLast();
    var path = path(restriction.member());
    requireFilterable(path.field(), last);
    if (!restriction.ignoresCase()) {
      return path;
    }
    var type = path.field().type();
    if (type != FieldType.TEXT && type != FieldType.LABEL) {
      throw error(last.position(), last.text() + " is not text, so it has no case to ignore");
    }
    // Labels are compared without case in any case.
    return new FieldPath(path.relations(), path.field(), type == FieldType.TEXT);
  }

  private Condition in(FieldPath path, Operator operator, Values values, Name last) {
    if (ORDERING.contains(operator)) {
      throw error(values.position(), "a list works with =, != and :, not " + operator.symbol());
    }
    boolean negated = operator == Operator.NOT_EQUAL;
    var all = new ArrayList<Object>(values.texts().size());
    for (var text : values.texts()) {
      if (text.hasWildcard()) {
        throw error(text.position(), "* does not work in a list: join comparisons with it by OR");
      }
      if (isNull(text)) {
        throw error(text.position(), "null is no value: add OR " + last.text() + " = null");
      }
      all.add(this.values.value(path, text));
    }
    return switch (path.field().type()) {
      case TEXT, LABEL, ENUM, INTEGER, TIMESTAMP, NAME -> new Condition.In(path, all, negated);
      case ENUMS, BOOLEAN, MONEY -> {
        var each = all.stream().<Condition>map(one -> new Compare(path, operator, one)).toList();
        yield negated ? new All(each) : new Any(each);
      }
      case ETAG -> throw new IllegalStateException("etags are not filterable");
    };
  }

  private Condition compare(FieldPath path, Operator operator, Text argument, Name last) {
    if (isNull(argument)) {
      return absent(path, operator, argument, last);
    }
    if (argument.hasWildcard()) {
      return matches(path, operator, argument, last);
    }
    return isField(argument)
        ? compareFields(path, operator, argument, last)
        : new Compare(path, operator, values.value(path, argument));
  }

  private static boolean isNull(Text argument) {
    return !argument.quoted() && !argument.hasWildcard() && argument.plain().equals("null");
  }

  private static Condition absent(FieldPath path, Operator operator, Text argument, Name last) {
    if (ORDERING.contains(operator)) {
      throw error(argument.position(), "null works with = and !=, not " + operator.symbol());
    }
    boolean ofMany =
        !path.relations().isEmpty()
            && path.relations().getLast().isToMany()
            && path.field().type() == FieldType.NAME;
    if (ofMany) {
      throw error(
          argument.position(), last.text() + " leads to many: write NOT " + last.text() + ":*");
    }
    var absent = new Condition.Absent(path);
    return operator == Operator.NOT_EQUAL ? new Condition.Not(absent) : absent;
  }

  /** Whether an argument is the path of a field. */
  private boolean isField(Text argument) {
    return !argument.quoted() && isPath(argument.plain());
  }

  private Condition compareFields(FieldPath path, Operator operator, Text argument, Name last) {
    var text = argument.plain();
    var other =
        path(
            Arrays.stream(text.split("\\.", -1))
                .map(segment -> new Name(segment, argument.position()))
                .toList());
    requireFilterable(other.field(), new Name(text, argument.position()));
    if (path.isToMany() || other.isToMany()) {
      throw error(
          argument.position(),
          "fields are compared with each other only where neither leads to many; put text in"
              + " quotes, \""
              + text
              + "\"");
    }
    var type = path.field().type();
    boolean comparable =
        type == other.field().type()
            && (type != FieldType.NAME || values.typeAt(path).equals(values.typeAt(other)));
    if (!comparable || type == FieldType.ENUMS) {
      throw error(
          argument.position(),
          text
              + " is a field that cannot be compared with "
              + last.text()
              + ": put text in quotes, \""
              + text
              + "\"");
    }
    return new Condition.CompareFields(
        path, operator, new FieldPath(other.relations(), other.field(), path.ignoresCase()));
  }

  /** Whether a text is a valid path to a field or relation. */
  private boolean isPath(String text) {
    var segments = text.split("\\.", -1);
    var at = resource;
    for (int i = 0; i < segments.length - 1; i++) {
      var relation = at.relation(segments[i]);
      if (relation == null) {
        return false;
      }
      at = relation.target().get();
    }
    var last = segments[segments.length - 1];
    return at.field(last) != null || at.relation(last) != null;
  }

  private Condition matches(FieldPath path, Operator operator, Text argument, Name last) {
    boolean isText =
        path.field().type() == FieldType.TEXT || path.field().type() == FieldType.LABEL;
    if (!isText) {
      throw error(
          argument.position(),
          last.text()
              + " is not text, so it cannot contain *; write "
              + last.text()
              + ":* to match any value");
    }
    if (ORDERING.contains(operator)) {
      throw error(argument.position(), "* works with =, != and :, not " + operator.symbol());
    }
    var pieces =
        path.field().type() == FieldType.LABEL
            ? argument.pieces().stream().map(campus.shared.domain.value.Text::keyPart).toList()
            : argument.pieces();
    return new Matches(path, pieces, operator == Operator.NOT_EQUAL);
  }

  private FieldPath path(List<Name> member) {
    return FieldPath.parse(
        resource,
        member.stream().map(Name::text).toList(),
        (segment, description) -> error(member.get(segment).position(), description));
  }

  private void requireFilterable(Field field, Name at) {
    if (!field.filterable()) {
      throw error(at.position(), field.name() + " cannot be filtered on");
    }
    if (!field.visibility().everywhere(caller)) {
      throw error(
          at.position(),
          field.name() + " can be filtered on only by callers who see it in every resource");
    }
  }

  private static String text(List<Name> member) {
    return member.stream().map(Name::text).collect(Collectors.joining("."));
  }

  /** An error at a position, counted from 1. */
  static InvalidRequest error(int position, String description) {
    return new InvalidRequest(FIELD, "at position " + position + ": " + description);
  }
}
