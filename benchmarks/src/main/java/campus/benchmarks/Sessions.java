package campus.benchmarks;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;

/** Creates a session for every user in a temporary database, which saves 20,000 sign-ins. */
final class Sessions {

  private static final Duration LIFE = Duration.ofDays(2);

  private final String[] tokens;

  Sessions(int users, long seed) {
    tokens = new String[users + 1];
    for (int n = 1; n <= users; n++) {
      var text = "session " + seed + " " + n;
      tokens[n] = Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(text));
    }
  }

  String token(int user) {
    return tokens[user];
  }

  void load(Connection connection) throws SQLException {
    var now = Instant.now();
    var end = now.plus(LIFE);
    connection.setAutoCommit(false);
    try (var copy = new Copy(connection, "sessions", "id, user_id, create_time, expire_time")) {
      for (int n = 1; n < tokens.length; n++) {
        copy.row(Kind.SESSION.id(n), Kind.USER.id(n), now, end);
      }
      copy.finish();
    }
    try (var copy =
        new Copy(connection, "session_tokens", "hash, session_id, kind, expire_time, used")) {
      for (int n = 1; n < tokens.length; n++) {
        var hash = "\\x" + HexFormat.of().formatHex(sha256(tokens[n]));
        copy.row(hash, Kind.SESSION.id(n), "ACCESS", end, false);
      }
      copy.finish();
    }
    connection.commit();
    connection.setAutoCommit(true);
    try (var statement = connection.createStatement()) {
      statement.execute("VACUUM (ANALYZE) sessions, session_tokens");
    }
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
