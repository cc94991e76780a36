package campus.identity.persistence;

import campus.identity.domain.Token;
import campus.shared.application.call.Caller;
import campus.shared.persistence.jdbc.LookUps;
import campus.shared.persistence.jdbc.Statements;
import campus.shared.persistence.jdbc.Statements.Reader;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Who calls with a token of some kind. Asked for every call with one. */
final class Grants {

  /** What a token gives. */
  record Grant(Caller caller, Instant expireTime) {}

  private final Statements statements;
  private final String sql;
  private final Reader<Grant> reader;
  private final LookUps<ByteBuffer, Grant> lookUps;

  /**
   * @param sql finds grants by hashes; the first column is the hash
   */
  Grants(Statements statements, String sql, Reader<Grant> reader) {
    this.statements = statements;
    this.sql = sql;
    this.reader = reader;
    this.lookUps = new LookUps<>(statements, this::load);
  }

  /** The caller, if the token exists and has not expired. */
  Optional<Caller> find(Token token, Instant now) {
    return lookUps
        .find(ByteBuffer.wrap(token.hash()))
        .filter(grant -> grant.expireTime().isAfter(now))
        .map(Grant::caller);
  }

  private Map<ByteBuffer, Grant> load(Collection<ByteBuffer> hashes) {
    var found = new HashMap<ByteBuffer, Grant>();
    statements.query(
        sql,
        rows -> found.put(ByteBuffer.wrap(rows.getBytes(1)), reader.read(rows)),
        Statements.Values.bytes(hashes.stream().map(ByteBuffer::array).toList()));
    return found;
  }
}
