package campus.shared.persistence.jdbc;

import campus.shared.application.call.Call;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Random keys that all servers on one database share.
 *
 * <p>Races: two servers making the same key at once. Guard: the primary key; both then read the one
 * that was first.
 */
@Singleton
public class Secrets {

  private static final int BYTES = 32;

  private final Statements statements;
  private final Map<String, byte[]> known = new ConcurrentHashMap<>();

  Secrets(Statements statements) {
    this.statements = statements;
  }

  /**
   * The key of the given name: 32 random bytes. Made when the database does not have it yet, which
   * a read-only transaction cannot do: load it before, at the start of the server.
   */
  public byte[] get(String name) {
    // Reading it is no part of the call that happens to need it first.
    return known.computeIfAbsent(name, n -> new Call("").during(() -> load(n)));
  }

  private byte[] load(String name) {
    var found = find(name);
    if (found != null) {
      return found;
    }
    var made = new byte[BYTES];
    new SecureRandom().nextBytes(made);
    statements.update(
        "INSERT INTO secrets (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING",
        name,
        made);
    return Objects.requireNonNull(find(name));
  }

  private byte @Nullable [] find(String name) {
    var found =
        statements.query(
            "SELECT value FROM secrets WHERE name = ?", rows -> rows.getBytes(1), name);
    return found.isEmpty() ? null : found.getFirst();
  }
}
