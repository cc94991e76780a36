package campus.benchmarks.community;

import static org.assertj.core.api.Assertions.assertThat;

import campus.shared.application.write.KeptCounts;
import campus.shared.persistence.testing.Engine;
import campus.shared.persistence.testing.TestDatabase;
import campus.shared.persistence.testing.TestPersistence;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoaderIT {

  private static final Sizes SIZES = Sizes.small();

  @Test
  void makesACommunityWhoseCountsAndBooksAreRight() throws SQLException {
    try (var database = TestDatabase.create(Engine.POSTGRES_18);
        var connection = database.dataSource().getConnection()) {
      assertThat(Loader.isEmpty(connection)).isTrue();
      var schema = schema(connection);

      load(connection, true);

      assertThat(Loader.isEmpty(connection)).isFalse();
      assertThat(schema(connection)).isEqualTo(schema);
      assertThat(number(connection, "SELECT count(*) FROM users")).isEqualTo(SIZES.users());
      assertThat(number(connection, "SELECT count(*) FROM posts")).isEqualTo(SIZES.posts());
      assertThat(number(connection, "SELECT count(*) FROM post_tags"))
          .isEqualTo(3L * SIZES.posts());
      assertThat(number(connection, "SELECT count(*) FROM comments")).isEqualTo(SIZES.comments());
      assertThat(number(connection, "SELECT count(*) FROM post_likes")).isEqualTo(SIZES.likes());
      assertThat(number(connection, "SELECT count(*) FROM follows"))
          .isEqualTo((long) SIZES.users() * SIZES.followsPerUser());
      assertThat(number(connection, "SELECT sum(balance)::bigint FROM accounts")).isZero();
      assertThat(
              number(
                  connection,
                  "SELECT count(*) FROM accounts a WHERE balance <> (SELECT sum(amount) FROM"
                      + " entries e WHERE e.account_id = a.id)"))
          .isZero();
      assertThat(drift(database)).isEmpty();
    }
  }

  @Test
  void makesTheSameRowsWithIndexesInPlace() throws SQLException {
    var posts = "SELECT hashtext(string_agg(p::text, ',' ORDER BY id))::bigint FROM posts p";
    try (var apart = TestDatabase.create(Engine.POSTGRES_18);
        var inPlace = TestDatabase.create(Engine.POSTGRES_18);
        var first = apart.dataSource().getConnection();
        var second = inPlace.dataSource().getConnection()) {
      load(first, true);
      load(second, false);

      assertThat(number(second, posts)).isEqualTo(number(first, posts));
    }
  }

  private static void load(Connection connection, boolean apart) throws SQLException {
    var progress =
        new Progress(
            new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8),
            Loader.work(SIZES, apart));
    new Loader(connection, new Community(SIZES, 7), progress).load(null, true, apart);
  }

  private static List<KeptCounts.Drift> drift(TestDatabase database) {
    try (var persistence = TestPersistence.context(database.dataSource())) {
      return persistence.getBeansOfType(KeptCounts.class).stream()
          .flatMap(counts -> counts.drift().stream())
          .toList();
    }
  }

  private static String schema(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                """
                SELECT string_agg(definition, E'\\n' ORDER BY definition) FROM (
                  SELECT indexdef AS definition FROM pg_indexes WHERE schemaname = current_schema()
                  UNION ALL
                  SELECT conname || pg_get_constraintdef(oid) FROM pg_constraint
                  WHERE connamespace = current_schema()::regnamespace) d
                """)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static long number(Connection connection, String query) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
