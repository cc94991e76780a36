package campus.shared.application.query.filter;

import campus.shared.application.query.FieldPath;
import campus.shared.application.query.ResourceSchema;
import campus.shared.application.query.ResourceSchema.Field;
import campus.shared.application.query.filter.Filter.Text;
import campus.shared.domain.error.InvalidRequest;
import campus.shared.domain.name.ResourceType;
import campus.shared.domain.value.Money;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the arguments of comparisons mean to the fields of a resource. */
record FilterValues(ResourceSchema resource) {

  private static final Instant MIN_TIME = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant MAX_TIME = Instant.parse("9999-12-31T23:59:59.999999Z");

  /** A date means the beginning of the day in UTC. */
  private static final Pattern DATE = Pattern.compile("(?!0000)\\d{4}-\\d\\d-\\d\\d");

  /**
   * The value that an argument without wildcards means.
   *
   * @throws InvalidRequest with its position, if it does not fit the field
   */
  Object value(FieldPath path, Text argument) {
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
      case NAME -> require(name(typeAt(path), text), argument, field);
      case ETAG -> throw new IllegalStateException("etags are not filterable");
    };
  }

  private static @Nullable Object name(ResourceType type, String text) {
    var name = type.parse(text, null);
    return name == null ? type.parseNatural(text, null) : name;
  }

  /** The type of the resource at the end of a path. */
  ResourceType typeAt(FieldPath path) {
    return path.relations().isEmpty()
        ? resource.type()
        : path.relations().getLast().target().get().type();
  }

  private static Object require(@Nullable Object value, Text argument, Field field) {
    if (value == null) {
      throw FilterChecker.error(
          argument.position(), "expected " + expected(field) + ", found " + argument);
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
          "a time like \"2026-01-31T12:00:00.123456Z\" (RFC 3339, to the microsecond), or a date";
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
      if (DATE.matcher(text).matches()) {
        return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
      }
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
}
