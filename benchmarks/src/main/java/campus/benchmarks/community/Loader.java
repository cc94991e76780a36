package campus.benchmarks.community;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Loads a community, with correct counters, into an empty database with the schema of the
 * migrations. All constraints are checked.
 */
public final class Loader {

  private static final List<String> TABLES =
      List.of(
          "users",
          "profiles",
          "tags",
          "categories",
          "posts",
          "post_tags",
          "post_texts",
          "comments",
          "post_likes",
          "post_ranks",
          "follows",
          "accounts",
          "transfers",
          "entries");

  private final Connection connection;
  private final Community community;
  private final Progress progress;

  /**
   * @param connection closed by the caller
   */
  public Loader(Connection connection, Community community, Progress progress) {
    this.connection = connection;
    this.community = community;
    this.progress = progress;
  }

  /** The total work for progress reports: rows, and the same again for indexes. */
  public static long work(Sizes sizes, boolean apart) {
    return rows(sizes) * (apart ? 2 : 1);
  }

  private static long rows(Sizes sizes) {
    return 2L * sizes.users()
        + sizes.tags()
        + (3L + Sizes.TAGS_PER_POST) * sizes.posts()
        + sizes.comments()
        + sizes.likes()
        + (long) sizes.users() * sizes.followsPerUser()
        + 4L * sizes.accounts();
  }

  /** Whether the database has no users. */
  public static boolean isEmpty(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT NOT EXISTS (SELECT FROM users)")) {
      return rows.next() && rows.getBoolean(1);
    }
  }

  /**
   * Loads everything in one transaction.
   *
   * @param passwordHash for all users; null for none
   * @param administrator whether the first user is ADMIN
   * @param apart whether to drop and recreate indexes and foreign keys: faster for many rows, but
   *     locks out all others
   */
  public void load(@Nullable String passwordHash, boolean administrator, boolean apart)
      throws SQLException {
    var tables = new Tables(connection, community, progress);
    connection.setAutoCommit(false);
    try {
      if (apart) {
        var indexes = Indexes.drop(connection, TABLES);
        tables.fill(passwordHash, administrator);
        indexes.restore(progress, rows(community.sizes()));
      } else {
        tables.fill(passwordHash, administrator);
      }
      connection.commit();
    } catch (SQLException | RuntimeException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
    progress.step("statistics");
    try (var statement = connection.createStatement()) {
      statement.execute("VACUUM (ANALYZE) " + String.join(", ", TABLES));
    }
  }
}
