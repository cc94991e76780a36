package campus.benchmarks.community;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.IntStream;

/** Creates a session for every user in a temporary database, which saves 20,000 sign-ins. */
public final class Sessions {

  private static final Duration LIFE = Duration.ofDays(2);

  private final String[] tokens;

  public Sessions(int users, long seed) {
    tokens =
        IntStream.rangeClosed(1, users)
            .mapToObj(n -> sha256("session " + seed + " " + n))
            .map(Base64.getUrlEncoder().withoutPadding()::encodeToString)
            .toArray(String[]::new);
  }

  /** The access token of a user, from 1 on. */
  public String token(int user) {
    return tokens[user - 1];
  }

  /** Loads the sessions; the users have to be there. */
  public void load(Connection connection, Progress progress) throws SQLException {
    var now = Instant.now();
    var end = now.plus(LIFE);
    Copy.fill(
        connection,
        progress,
        "sessions (id, user_id, create_time, expire_time)",
        tokens.length,
        (copy, n) -> copy.row(Kind.SESSION.id(n), Kind.USER.id(n), now, end));
    Copy.fill(
        connection,
        progress,
        "session_tokens (hash, session_id, kind, expire_time, used)",
        tokens.length,
        (copy, n) -> {
          var hash = "\\x" + HexFormat.of().formatHex(sha256(token(n)));
          copy.row(hash, Kind.SESSION.id(n), "ACCESS", end, false);
        });
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
