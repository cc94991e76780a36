package campus.shared.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import campus.identity.application.IdentityResources;
import campus.shared.application.Caller;
import campus.shared.application.ListQuery;
import campus.shared.application.ReadMask;
import campus.shared.application.ResourceQueries;
import campus.shared.domain.Role;
import campus.shared.persistence.testing.Engine;
import campus.shared.persistence.testing.TestPersistence;
import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What lists read of 200,000 users: rows in proportion to the page, wherever it is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListPlansIT {

  private static final int USERS = 200_000;
  private static final int PAGE = 50;
  private static final Caller ADMIN = new Caller(null, Set.of(Role.ADMIN), null);

  /** A node that reads a table, and what it has read in all its loops. */
  private static final Pattern SCAN =
      Pattern.compile(
          "(?<kind>Seq|Index|Index Only|Bitmap Heap) Scan.* on (?<table>\\w+) .*"
              + "\\(actual rows=(?<rows>[\\d.]+) loops=(?<loops>\\d+)\\)");

  private static final Pattern REMOVED = Pattern.compile("Rows Removed by Filter: (?<rows>\\d+)");

  private final TestPersistence persistence = TestPersistence.create(Engine.POSTGRES_18);
  private final JdbcResourceQueries queries =
      (JdbcResourceQueries) persistence.get(ResourceQueries.class);

  @BeforeAll
  void fill() throws SQLException {
    try (var connection = persistence.database().dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(
          """
          INSERT INTO users
          SELECT ('01980000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, name, name,
            name || '@example.org', name || '@example.org', '{MEMBER}',
            timestamptz '2026-01-01' + i * interval '1 second',
            timestamptz '2026-01-01' + i * interval '1 second', 1
          FROM generate_series(1, %1$d) i, LATERAL (SELECT 'u' || md5(i::text)) n (name);
          INSERT INTO profiles
          SELECT id, 'Name ' || md5(username), '', create_time, update_time, 1 FROM users;
          INSERT INTO identity_cards
          SELECT id, 'C-' || username, 'c-' || username, 'ISSUED', create_time, NULL
          FROM users WHERE username < 'u8';
          ANALYZE users, profiles, identity_cards
          """
              .formatted(USERS));
    }
  }

  @AfterAll
  void drop() {
    persistence.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "username",
        "username desc",
        "create_time desc",
        "profile.full_name",
        "profile.full_name desc, username",
        "email"
      })
  void anOrderedPageReadsTheRowsOfThePageThroughAnIndex(String orderBy) {
    var query =
        ListQuery.of(IdentityResources.USER)
            .withMask(ReadMask.of("username", "profile.full_name", "identity_card.number"))
            .withFilter("create_time > \"2026-01-01T01:00:00Z\" AND username = \"u*\"")
            .withOrder(orderBy)
            .withPage(PAGE, "");
    // The first hour's users, whom the filter leaves out, are not the point here.
    boolean oldestFirst = orderBy.isEmpty();
    assertReadsAtMost(2 * PAGE + (oldestFirst ? 3600 : 0), query);

    assertReadsAtMost(2 * PAGE, query.withPage(PAGE, tokenOfPage(query, 1000)));
  }

  /** What a caller would be given who has read that many pages. */
  private String tokenOfPage(ListQuery query, int pages) {
    var far = query.withSkip(pages * PAGE - 1).withPage(1, "");
    return queries.list(ADMIN, far).nextToken();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "username = \"u0000*\"",
        "username = \"ua87ff679a2f3e71d9181a67b7542122c\"",
        "email = \"UA87FF679A2F3E71D9181A67B7542122C@example.org\"",
        "create_time > \"2026-01-03T07:33:00Z\"",
        "profile.full_name = \"Name 0000*\"",
      })
  void aSelectiveFilterUsesTheIndexOfItsField(String filter) {
    assertReadsAtMost(
        4 * PAGE,
        ListQuery.of(IdentityResources.USER)
            .withMask(ReadMask.of("username", "profile.full_name"))
            .withFilter(filter)
            .withPage(PAGE, ""));
  }

  @Test
  void absenceIsAnAntiJoin() {
    assertReadsAtMost(
        4 * PAGE,
        ListQuery.of(IdentityResources.USER)
            .withMask(ReadMask.of("username"))
            .withFilter("NOT identity_card:*")
            .withOrder("username desc")
            .withPage(PAGE, ""));
  }

  private void assertReadsAtMost(int rows, ListQuery query) {
    var explained =
        queries
            .explain(ADMIN, query, "EXPLAIN (ANALYZE, BUFFERS, COSTS OFF, TIMING OFF, SUMMARY OFF)")
            .getFirst();
    var lines = explained.plan().split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      var scan = SCAN.matcher(lines[i]);
      if (scan.find()) {
        double read =
            Double.parseDouble(scan.group("rows")) * Integer.parseInt(scan.group("loops"));
        for (int j = i + 1; j < lines.length && !lines[j].contains("->"); j++) {
          var removed = REMOVED.matcher(lines[j]);
          if (removed.find()) {
            read +=
                Double.parseDouble(removed.group("rows")) * Integer.parseInt(scan.group("loops"));
          }
        }
        assertThat(read)
            .as("rows of %s in%n%s%n%s", scan.group("table"), explained.sql(), explained.plan())
            .isLessThanOrEqualTo(rows);
      }
    }
    assertThat(explained.plan()).contains("Scan");
  }
}
