package campus.shared.persistence.read;

import campus.identity.domain.IdentityResources;
import campus.shared.application.call.Caller;
import campus.shared.application.query.ListQuery;
import campus.shared.application.query.ReadMask;
import campus.shared.application.query.ResourceQueries;
import campus.shared.domain.value.Role;
import campus.shared.persistence.testing.Engine;
import campus.shared.persistence.testing.Plans;
import campus.shared.persistence.testing.TestPersistence;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
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

  private final Plans plans = new Plans("identity");

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
  void drop() throws IOException {
    plans.write();
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

  @Test
  void thatOfTheDocs() {
    var ordered =
        ListQuery.of(IdentityResources.USER)
            .withMask(ReadMask.of("username", "profile.full_name"))
            .withFilter("create_time > \"2026-01-01T01:00:00Z\" AND username = \"u*\"")
            .withOrder("profile.full_name desc, username")
            .withPage(PAGE, "");
    keep("The first page of an order across a relation", ordered);
    keep("The thousandth page", ordered.withPage(PAGE, tokenOfPage(ordered, 1000)));
    keep(
        "A selective filter",
        ListQuery.of(IdentityResources.USER)
            .withMask(ReadMask.of("username"))
            .withFilter("username = \"u0000*\"")
            .withPage(PAGE, ""));
  }

  private void keep(String title, ListQuery query) {
    plans.keep(title, explain(query));
  }

  private void assertReadsAtMost(int rows, ListQuery query) {
    Plans.assertReadsAtMost(rows, explain(query));
  }

  private ResourceQueries.Explanation explain(ListQuery query) {
    return queries.explain(ADMIN, query, Plans.EXPLAIN).getFirst();
  }
}
