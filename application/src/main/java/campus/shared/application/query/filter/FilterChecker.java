package campus.shared.application.query.filter;

import campus.shared.application.call.Caller;
import campus.shared.application.query.FieldPath;
import campus.shared.application.query.FieldType;
import campus.shared.application.query.ResourceSchema;
import campus.shared.application.query.ResourceSchema.Field;
import campus.shared.application.query.ResourceSchema.Relation;
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
import campus.shared.domain.error.InvalidRequest;
import campus.shared.domain.name.ResourceType;
import campus.shared.domain.value.Money;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Checks filters against a resource's schema before they reach SQL: paths lead to fields that the
 * caller may filter on, operators and values fit their types.
 */
public final class FilterChecker {

  private static final String FIELD = "filter";
  private static final Instant MIN_TIME = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant MAX_TIME = Instant.parse("9999-12-31T23:59:59.999999Z");
  private static final Set<Operator> ORDERING =
      Set.of(Operator.LESS, Operator.LESS_OR_EQUAL, Operator.GREATER, Operator.GREATER_OR_EQUAL);

  private final ResourceSchema resource;
  private final Caller caller;

  private FilterChecker(ResourceSchema resource, Caller caller) {
    this.resource = resource;
    this.caller = caller;
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
    var path = path(restriction.member());
    var operator = restriction.operator();
    var argument = restriction.argument();
    var field = path.field();
    requireFilterable(field, last);
    if (path.isToMany() && operator != Operator.HAS) {
      throw error(
          last.position(),
          "\""
              + text(restriction.member())
              + "\" leads to many resources: use : to match any of them");
    }
    if (operator == Operator.HAS && argument.isAnything()) {
      return new Present(path);
    }
    if (operator == Operator.HAS) {
      operator = Operator.EQUAL;
    }
    if (ORDERING.contains(operator) && !isOrdered(field.type())) {
      throw error(
          last.position(),
          last.text() + " has no order: compare it with =, != or :, not " + operator.symbol());
    }
    requireValue(argument, last);
    if (argument.hasWildcard()) {
      return matches(path, operator, argument, last);
    }
    return new Compare(path, operator, value(path, argument));
  }

  /**
   * Refuses unquoted {@code null} and field paths, which other languages would not compare as text.
   */
  private void requireValue(Text argument, Name last) {
    if (argument.quoted() || argument.hasWildcard()) {
      return;
    }
    var text = argument.plain();
    if (text.equalsIgnoreCase("null")) {
      throw error(
          argument.position(),
          text
              + " is no value: write NOT "
              + last.text()
              + ":* to match empty values, or \""
              + text
              + "\" to match that text");
    }
    if (isPath(text)) {
      throw error(
          argument.position(),
          text
              + " is a field, but fields are compared with values: put text in quotes, \""
              + text
              + "\"");
    }
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

  /** A path that ends at a relation means its target's name. */
  private FieldPath path(List<Name> member) {
    var relations = new ArrayList<Relation>();
    var at = resource;
    for (int i = 0; i < member.size(); i++) {
      var segment = member.get(i);
      var relation = at.relation(segment.text());
      var field = at.field(segment.text());
      if (relation != null) {
        relations.add(relation);
        if (relations.size() > FieldPath.MAX_DEPTH) {
          throw error(
              segment.position(), "leads through more than " + FieldPath.MAX_DEPTH + " relations");
        }
        at = relation.target().get();
      } else if (field == null) {
        throw error(segment.position(), at.unknown(segment.text()));
      } else if (i < member.size() - 1) {
        throw error(
            segment.position(), segment.text() + " is a plain field, nothing can follow it");
      } else {
        return new FieldPath(relations, field);
      }
    }
    return new FieldPath(relations, at.name());
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

  private Object value(FieldPath path, Text argument) {
    var text = argument.plain();
    var field = path.field();
    return switch (field.type()) {
      case TEXT -> text;
      case LABEL -> campus.shared.domain.value.Text.key(text);
      case ENUM, ENUMS -> require(field.values().contains(text) ? text : null, argument, field);
      case BOOLEAN ->
          require(
              text.equals("true") ? Boolean.TRUE : text.equals("false") ? Boolean.FALSE : null,
              argument,
              field);
      case INTEGER -> require(toLong(text), argument, field);
      case MONEY -> require(Money.parse(text), argument, field);
      case TIMESTAMP -> require(toInstant(text), argument, field);
      case NAME -> require(typeAt(path).parse(text, null), argument, field);
      case ETAG -> throw new IllegalStateException("etags are not filterable");
    };
  }

  private ResourceType typeAt(FieldPath path) {
    return path.relations().isEmpty()
        ? resource.type()
        : path.relations().getLast().target().get().type();
  }

  private static Object require(@Nullable Object value, Text argument, Field field) {
    if (value == null) {
      throw error(argument.position(), "expected " + expected(field) + ", found " + argument);
    }
    return value;
  }

  private static String expected(Field field) {
    return switch (field.type()) {
      case TEXT, LABEL -> "a text";
      case ENUM, ENUMS ->
          "one of "
              + field.values().stream()
                  .sorted(Comparator.naturalOrder())
                  .collect(Collectors.joining(", "));
      case BOOLEAN -> "true or false";
      case INTEGER -> "a whole number";
      case MONEY ->
          "an amount of money like \"10.50 EUR\", with the decimals of its currency at most";
      case TIMESTAMP ->
          "a time like \"2026-01-31T12:00:00.123456Z\" (RFC 3339, to the microsecond)";
      case NAME -> "the name of a resource";
      case ETAG -> "nothing";
    };
  }

  private static @Nullable Long toLong(String text) {
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static @Nullable Instant toInstant(String text) {
    try {
      var time = OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC).toInstant();
      boolean fits =
          time.truncatedTo(ChronoUnit.MICROS).equals(time)
              && !time.isBefore(MIN_TIME)
              && !time.isAfter(MAX_TIME);
      return fits ? time : null;
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static boolean isOrdered(FieldType type) {
    return switch (type) {
      case TEXT, LABEL, INTEGER, TIMESTAMP, MONEY -> true;
      case NAME, ENUM, ENUMS, BOOLEAN, ETAG -> false;
    };
  }

  private static String text(List<Name> member) {
    return member.stream().map(Name::text).collect(Collectors.joining("."));
  }

  private static InvalidRequest error(int position, String description) {
    return new InvalidRequest(FIELD, "at position " + position + ": " + description);
  }
}
