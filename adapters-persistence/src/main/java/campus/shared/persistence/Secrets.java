package campus.shared.persistence;

import campus.shared.application.Call;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Random keys that all servers on one database share. Two servers that make the same one at once:
 * the primary key; both then read the one that was first.
 */
@Singleton
class Secrets {

  private static final int BYTES = 32;

  private final Statements statements;
  private final Map<String, byte[]> known = new ConcurrentHashMap<>();

  Secrets(Statements statements) {
    this.statements = statements;
  }

  /** The key of the given name, made when it is asked for the first time: 32 random bytes. */
  byte[] get(String name) {
    // Reading it is no part of the call that happens to need it first.
    return known.computeIfAbsent(name, n -> new Call("").during(() -> load(n)));
  }

  private byte[] load(String name) {
    statements.prepare(
        "INSERT INTO secrets (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING",
        insert -> {
          var value = new byte[BYTES];
          new SecureRandom().nextBytes(value);
          insert.setString(1, name);
          insert.setBytes(2, value);
          return insert.executeUpdate();
        });
    return statements.prepare(
        "SELECT value FROM secrets WHERE name = ?",
        select -> {
          select.setString(1, name);
          try (var rows = select.executeQuery()) {
            rows.next();
            return rows.getBytes(1);
          }
        });
  }
}
