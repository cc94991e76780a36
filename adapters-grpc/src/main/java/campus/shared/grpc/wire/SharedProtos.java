package campus.shared.grpc.wire;

import campus.shared.application.query.ReadMask;
import campus.shared.domain.entity.Etag;
import campus.shared.domain.error.InvalidRequest;
import campus.shared.domain.value.Money;
import campus.shared.domain.value.Role;
import campus.shared.v1.Access;
import campus.shared.v1.Nested;
import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Shared types, mapped from and to the wire. */
public final class SharedProtos {

  // The range of google.protobuf.Timestamp.
  private static final long MIN_SECONDS = -62_135_596_800L;
  private static final long MAX_SECONDS = 253_402_300_799L;
  private static final int MAX_NANOS = 999_999_999;

  private SharedProtos() {}

  /** What a request wants to read; its mask and nested part are checked when it is read. */
  public static ReadMask readMask(Message request) {
    var mask = Fields.value(request, "read_mask", FieldMask.getDefaultInstance());
    var nested = Fields.messages(request, "nested");
    return new ReadMask(
        mask.getPathsList(), nested.stream().map(one -> nested((Nested) one)).toList());
  }

  private static campus.shared.application.query.Nested nested(Nested nested) {
    var one = campus.shared.application.query.Nested.of(nested.getPath());
    return one.withFilter(nested.getFilter())
        .withOrder(nested.getOrderBy())
        .withPage(
            nested.hasPageSize() ? nested.getPageSize() : one.pageSize(), nested.getPageToken())
        .withTotalSize(nested.getTotalSize());
  }

  /** The etag that a request carries, null for none. */
  public static @Nullable Etag etag(String etag) {
    return etag.isEmpty() ? null : Etag.sent(etag);
  }

  /** The value of an optional number, of which 0 stands for none. */
  public static @Nullable Integer optional(int number) {
    return number == 0 ? null : number;
  }

  /** A count for a field that holds less than a long. */
  public static int saturated(long count) {
    return (int) Math.min(count, Integer.MAX_VALUE);
  }

  public static Timestamp timestamp(Instant time) {
    return Timestamp.newBuilder()
        .setSeconds(time.getEpochSecond())
        .setNanos(time.getNano())
        .build();
  }

  /**
   * A time in a request, to the microsecond.
   *
   * @param field where it stands in the request
   * @throws InvalidRequest if it is not between the years 1 and 9999, or its nanos are out of range
   */
  public static Instant instant(String field, Timestamp time) {
    if (time.getNanos() < 0 || time.getNanos() > MAX_NANOS) {
      throw new InvalidRequest(field + ".nanos", "must be between 0 and " + MAX_NANOS);
    }
    if (time.getSeconds() < MIN_SECONDS || time.getSeconds() > MAX_SECONDS) {
      throw new InvalidRequest(field, "must be a time between the years 1 and 9999");
    }
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos()).truncatedTo(ChronoUnit.MICROS);
  }

  public static com.google.type.Money money(Money money) {
    return com.google.type.Money.newBuilder()
        .setCurrencyCode(money.currency().code())
        .setUnits(money.units())
        .setNanos(money.nanos())
        .build();
  }

  /**
   * An amount in a request.
   *
   * @throws InvalidRequest if the currency is unknown, or the amount does not fit it
   */
  public static Money money(com.google.type.Money money) {
    return Money.of(money.getCurrencyCode(), money.getUnits(), money.getNanos());
  }

  public static com.google.protobuf.Duration duration(Duration duration) {
    return com.google.protobuf.Duration.newBuilder()
        .setSeconds(duration.getSeconds())
        .setNanos(duration.getNano())
        .build();
  }

  /** A role in a contract. */
  public static Role role(Access.Role role) {
    return Role.valueOf(role.name());
  }
}
