package campus.shared.persistence.entities;

import static org.assertj.core.api.Assertions.assertThat;

import campus.identity.application.SignInAttempts;
import campus.shared.application.write.Expirable;
import campus.shared.application.write.Transactions;
import campus.shared.application.write.Writes;
import campus.shared.persistence.jdbc.Statements;
import campus.shared.persistence.testing.Engine;
import campus.shared.persistence.testing.TestPersistence;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What expires goes in portions, by an index, and past rows that are in use. */
@ParameterizedClass
@EnumSource(Engine.class)
class ExpiryIT {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  /** Rows that expire a second after each other, the last one now, and some that do not yet. */
  private static final Map<String, String> INSERTS =
      Map.of(
          "session_tokens",
          "INSERT INTO session_tokens SELECT decode(lpad(to_hex(n), 8, '0'), 'hex'), ?::uuid,"
              + " 'ACCESS', ?::timestamptz + n * interval '1 second', FALSE"
              + " FROM generate_series(-24, 5) n",
          "sessions",
          "INSERT INTO sessions SELECT gen_random_uuid(), user_id, create_time,"
              + " ?::timestamptz + n * interval '1 second'"
              + " FROM sessions, generate_series(-24, 5) n WHERE id = ?::uuid",
          "password_resets",
          "INSERT INTO password_resets SELECT decode(lpad(to_hex(n), 8, '0'), 'hex'), ?::uuid,"
              + " ?::timestamptz + n * interval '1 second' FROM generate_series(-24, 5) n",
          "api_tokens",
          "INSERT INTO api_tokens SELECT gen_random_uuid(), ?::uuid,"
              + " decode(lpad(to_hex(n), 8, '0'), 'hex'), 'n', '{}', now(),"
              + " ?::timestamptz + n * interval '1 second' FROM generate_series(-24, 5) n",
          "sign_in_attempts",
          "INSERT INTO sign_in_attempts (key, failures, longest_delay, last_time)"
              + " SELECT n::text, 1, '4 s', ?::timestamptz + n * interval '1 second'"
              + " FROM generate_series(-24, 5) n",
          "sign_in_origins",
          "INSERT INTO sign_in_origins SELECT ?::uuid, n::text,"
              + " ?::timestamptz + n * interval '1 second' FROM generate_series(-24, 5) n",
          "requests",
          "INSERT INTO requests SELECT ?::uuid, gen_random_uuid(), 'm', 'f', NULL,"
              + " ?::timestamptz + n * interval '1 second' FROM generate_series(-24, 5) n");

  private final TestPersistence persistence;
  private final Statements statements;

  ExpiryIT(Engine engine) {
    persistence = TestPersistence.shared(engine);
    statements = persistence.get(Statements.class);
  }

  @BeforeEach
  void fill() {
    persistence.truncate("users", "sign_in_attempts", "requests");
    var id = UUID.randomUUID().toString();
    statements.update(
        "INSERT INTO users (id, username, username_key, email, email_key, roles, create_time,"
            + " update_time, version) VALUES (?::uuid, 'ada', 'ada', 'a@b.c', 'a@b.c', '{}',"
            + " now(), now(), 1)",
        id);
    statements.update(
        "INSERT INTO sessions VALUES (?::uuid, ?::uuid, ?, ?)",
        id,
        id,
        NOW,
        NOW.plus(Duration.ofDays(30)));
    insert("session_tokens", id, NOW);
    insert("sessions", NOW, id);
    insert("password_resets", id, NOW);
    insert("api_tokens", id, NOW);
    insert("sign_in_attempts", NOW.minus(SignInAttempts.MEMORY));
    insert("sign_in_origins", id, NOW.minus(SignInAttempts.ORIGIN_MEMORY));
    insert("requests", id, NOW.minus(Writes.RETENTION));
  }

  private void insert(String table, Object... values) {
    statements.update(Objects.requireNonNull(INSERTS.get(table)), values);
  }

  private List<ExpiringTable> tables() {
    return persistence.all(Expirable.class).stream().map(ExpiringTable.class::cast).toList();
  }

  private int remove(Expirable kind, int limit) {
    return persistence.get(Transactions.class).<Integer>write(() -> kind.removeExpired(NOW, limit));
  }

  @Test
  void removesWhatHasExpiredInPortions() {
    assertThat(tables()).extracting(ExpiringTable::name).hasSameElementsAs(INSERTS.keySet());
    for (var table : tables()) {
      long before = count(table);
      assertThat(remove(table, 10)).as(table.name()).isEqualTo(10);
      assertThat(remove(table, 10)).as(table.name()).isEqualTo(10);
      assertThat(remove(table, 10)).as(table.name()).isEqualTo(5);
      assertThat(remove(table, 10)).as(table.name()).isZero();
      assertThat(count(table)).as(table.name()).isEqualTo(before - 25);
    }
  }

  @Test
  void removesTheOldestFirst() {
    for (var table : tables()) {
      var newest = "SELECT min(" + table.timeColumn() + ") FROM " + table.name();
      var before = time(newest);
      assertThat(remove(table, 10)).isEqualTo(10);
      assertThat(time(newest)).as(table.name()).isEqualTo(before.plusSeconds(10));
    }
  }

  @Test
  void waitsForNobody() {
    for (var table : tables()) {
      persistence
          .get(Transactions.class)
          .write(() -> {
            statements.query(
                "SELECT 1 FROM "
                    + table.name()
                    + " ORDER BY "
                    + table.timeColumn()
                    + " LIMIT 1 FOR UPDATE",
                rows -> 1);
            assertThat(removedByAnother(table)).as(table.name()).isEqualTo(24);
          });
    }
  }

  /** On a thread, and so in a transaction, of its own. */
  private int removedByAnother(Expirable table) {
    return CompletableFuture.supplyAsync(() -> remove(table, 100)).join();
  }

  @Test
  void anIndexBeginsWithEachTime() {
    for (var table : tables()) {
      assertThat(
              statements.query(
                  "SELECT a.attname FROM pg_index i JOIN pg_attribute a"
                      + " ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]"
                      + " WHERE i.indrelid = CAST(? AS regclass)",
                  rows -> rows.getString(1),
                  table.name()))
          .contains(table.timeColumn());
    }
  }

  private long count(ExpiringTable table) {
    return statements
        .query("SELECT count(*) FROM " + table.name(), rows -> rows.getLong(1))
        .getFirst();
  }

  private Instant time(String sql) {
    return statements
        .query(sql, rows -> rows.getObject(1, OffsetDateTime.class).toInstant())
        .getFirst();
  }
}
