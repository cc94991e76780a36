package campus.shared.grpc;

import campus.shared.application.ReadMask;
import campus.shared.domain.Etag;
import campus.shared.domain.Role;
import campus.shared.v1.Access;
import com.google.protobuf.FieldMask;
import com.google.protobuf.Timestamp;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What all contracts share, mapped from and to the wire. */
public final class SharedProtos {

  private SharedProtos() {}

  /** Paths are taken as they are: {@link ReadMask#select} refuses those that do not fit. */
  public static ReadMask readMask(FieldMask mask) {
    return new ReadMask(mask.getPathsList());
  }

  /** The etag that a request carries, null for none. */
  public static @Nullable Etag etag(String etag) {
    return etag.isEmpty() ? null : new Etag(etag);
  }

  public static Timestamp timestamp(Instant time) {
    return Timestamp.newBuilder()
        .setSeconds(time.getEpochSecond())
        .setNanos(time.getNano())
        .build();
  }

  static com.google.protobuf.Duration duration(Duration duration) {
    return com.google.protobuf.Duration.newBuilder()
        .setSeconds(duration.getSeconds())
        .setNanos(duration.getNano())
        .build();
  }

  /** A role that a contract names. */
  static Role role(Access.Role role) {
    return Role.valueOf(role.name());
  }
}
