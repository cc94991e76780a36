package campus.shared.application.write;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

public interface IdGenerator {

  /** A new UUIDv7 (RFC 9562, 5.7): ids sort by creation time, to the millisecond. */
  UUID next();

  /**
   * As {@link #next}, for what was created at another time.
   *
   * @param time from 1970 on; null for now
   */
  default UUID at(@Nullable Instant time) {
    var id = next();
    if (time == null) {
      return id;
    }
    long random = id.getMostSignificantBits() & 0xFFFF;
    return new UUID(time.toEpochMilli() << 16 | random, id.getLeastSignificantBits());
  }
}
