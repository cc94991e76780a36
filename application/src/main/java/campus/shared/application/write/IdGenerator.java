package campus.shared.application.write;

import java.util.UUID;

/** Makes ids. */
public interface IdGenerator {

  /** A new UUIDv7 (RFC 9562, 5.7): ids sort by the time they were made at, to the millisecond. */
  UUID next();
}
