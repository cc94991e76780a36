package campus.shared.application.write;

import java.util.UUID;

public interface IdGenerator {

  /** A new UUIDv7 (RFC 9562, 5.7): ids sort by creation time, to the millisecond. */
  UUID next();
}
