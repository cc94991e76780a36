package campus.identity.persistence;

import campus.identity.domain.Session;
import campus.shared.domain.name.UserId;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

@MappedEntity("sessions")
record SessionRow(
    @Id UUID id,
    UUID userId,
    String userAgent,
    Instant createTime,
    Instant refreshTime,
    Instant expireTime) {

  static SessionRow from(Session session) {
    return new SessionRow(
        session.id(),
        session.user().value(),
        session.userAgent(),
        session.createTime(),
        session.refreshTime(),
        session.expireTime());
  }

  Session toDomain() {
    return new Session(id, new UserId(userId), userAgent, createTime, refreshTime, expireTime);
  }
}
