package campus.identity.persistence;

import campus.identity.domain.Token;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import java.util.UUID;

@SuppressWarnings("ArrayRecordComponent") // never compared
@MappedEntity("session_tokens")
record SessionTokenRow(
    @Id @MappedProperty(type = DataType.BYTE_ARRAY) byte[] hash,
    UUID sessionId,
    Kind kind,
    Instant expireTime,
    boolean used) {

  enum Kind {
    ACCESS,
    REFRESH
  }

  static SessionTokenRow from(Token token, UUID session, Kind kind, Instant expireTime) {
    return new SessionTokenRow(token.hash(), session, kind, expireTime, false);
  }
}
