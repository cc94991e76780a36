package campus.shared.persistence.read;

import static org.assertj.core.api.Assertions.assertThat;

import campus.publishing.application.PublishingSubsets;
import campus.publishing.domain.Post;
import campus.publishing.domain.PublishingResources;
import campus.publishing.domain.SearchText;
import campus.shared.application.call.Caller;
import campus.shared.application.query.AggregateQuery;
import campus.shared.application.query.ListQuery;
import campus.shared.application.query.Nested;
import campus.shared.application.query.Parent;
import campus.shared.application.query.ReadMask;
import campus.shared.application.query.ResourceQueries;
import campus.shared.application.query.ResourceQueries.Explanation;
import campus.shared.domain.name.UserId;
import campus.shared.domain.value.Role;
import campus.shared.persistence.testing.Engine;
import campus.shared.persistence.testing.Plans;
import campus.shared.persistence.testing.TestPersistence;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What the hot reads of publishing read of 200,000 posts by 20,000 members, with 2,000 tags,
 * 610,000 likes, 600,000 comments and 1,000,000 follows; with {@code -Dplans.posts=2000000} of ten
 * times as many of each.
 *
 * <p>Tags are used as unevenly as they are: the first one by a fifth of the posts, the last ones by
 * a hundred. Member 1 follows 5,000 members, member 2 follows three who have not published for
 * long, member 3 follows nobody, and 19 of 20 members follow the last one, who likes 10,000 posts.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Order(1) // takes the longest
class PublishingPlansIT {

  /**
   * How many posts there are; all else grows with them, but for what one member follows or likes.
   */
  private static final int POSTS = Integer.getInteger("plans.posts", 200_000);

  /** How many times as many that is as the limits of the tests are about. */
  private static final int GROWTH = POSTS / 200_000;

  private static final int MEMBERS = POSTS / 10;
  private static final int TAGS = POSTS / 100;

  private static final int PAGE = 20;
  private static final ReadMask SHOWN =
      ReadMask.of(
          "title",
          "slug",
          "author.username",
          "author.profile.full_name",
          "author.followed",
          "tags.label",
          "like_count",
          "liked");

  /** Whose plans are written down. */
  private static final Set<String> KEPT =
      Set.of(
          "Feed of a member who follows 5,000, by a plan for any member",
          "Feed of a member who follows three that have not published for long, by the same plan",
          "Search for a word in four posts",
          "Search for a word in every post",
          "Posts of a tag that 40,000 have, the newest first",
          "Posts of a tag that some 100 have, the newest first",
          "A tag with its newest posts",
          "Member page: a member with profile, newest posts and their tags",
          "Posts that a member with 10,000 likes likes, after 5,000",
          "A member with the posts that they liked last",
          "100 members with their three most liked posts of tag1, counted",
          "100 members with their three most liked posts of tag1501, counted",
          "The newest posts that a member likes",
          "Popular posts of the last week, after 5,000",
          "Popular posts of all time",
          "Popular posts of an author",
          "Statistics: top tags",
          "Statistics: top members");

  private static final String FILL =
      """
      SET session_replication_role = replica;
      SET work_mem = '256MB';
      SET maintenance_work_mem = '512MB';
      -- Indexes are made afterwards: that takes a third of the time.
      CREATE TEMP TABLE later AS
      SELECT indexname, indexdef FROM pg_indexes
      WHERE tablename IN ('posts', 'post_texts', 'post_tags', 'post_likes', 'post_ranks', 'comments', 'follows')
        AND indexname LIKE '%\\_idx';
      DO $$ DECLARE i record; BEGIN
        FOR i IN SELECT * FROM later LOOP EXECUTE 'DROP INDEX ' || i.indexname; END LOOP;
      END $$;
      INSERT INTO users (id, username, username_key, email, email_key, roles, create_time, update_time, version)
      SELECT ('01980000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, 'u' || i, 'u' || i,
        i || '@example.org', i || '@example.org', '{MEMBER}',
        timestamptz '2025-01-01' + i * interval '1 second',
        timestamptz '2025-01-01' + i * interval '1 second', 1
      FROM generate_series(1, {members}) i;
      INSERT INTO profiles SELECT id, 'Name of ' || username, '', create_time, update_time, 1 FROM users;
      INSERT INTO tags (id, label, label_key, create_time, update_time)
      SELECT ('01980001-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, 'tag' || i, 'tag' || i, now(), now()
      FROM generate_series(1, {tags}) i;
      INSERT INTO posts (id, author_id, slug, slug_base, slug_number, title, body, state, publish_time,
        create_time, update_time, version)
      SELECT ('01980002-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid,
        ('01980000-0000-7000-8000-' || lpad(to_hex(author), 12, '0'))::uuid, 'post-' || i, 'post-' || i, 1,
        'Post ' || md5(i::text), repeat('the quick brown fox of ' || md5((i / 7)::text) || ' ', 4)
          || CASE WHEN i % ({posts} / 4) = 77 THEN 'xylophone' ELSE '' END,
        state, CASE state WHEN 'PUBLISHED' THEN t END, t, t, 1
      FROM generate_series(1, {posts}::bigint) i,
        LATERAL (SELECT CASE WHEN i % 20 = 0 THEN 'DRAFT' ELSE 'PUBLISHED' END,
          timestamptz '2026-01-01' + i * (interval '200000 minutes' / {posts}),
          -- The first members wrote early, and no more.
          CASE WHEN i < 1000 THEN 4 + i % 3 ELSE 10 + (i * 7919) % ({members} - 9) END) d (state, t, author);
      INSERT INTO post_texts (post_id, title_key, body_key) SELECT id, lower(title), lower(body) FROM posts;
      INSERT INTO post_tags
      SELECT DISTINCT id, ('01980001-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, publish_time
      FROM (SELECT id, publish_time, row_number() OVER (ORDER BY id) AS i FROM posts) p,
        LATERAL (VALUES (CASE WHEN i % 5 = 0 THEN 1 ELSE 2 + i % 9 END),
          (2 + (i * i) % 100), (100 + (i * 31) % ({tags} - 100))) t (n);
      INSERT INTO post_likes
      SELECT DISTINCT ON (1, 2)
        ('01980002-0000-7000-8000-' || lpad(to_hex(1 + (i * 7) % {posts}), 12, '0'))::uuid,
        ('01980000-0000-7000-8000-' || lpad(to_hex(1 + (i * 13) % ({members} - 3)), 12, '0'))::uuid,
        timestamptz '2026-02-01' + i * interval '1 second'
      FROM generate_series(1, 3 * {posts}::bigint) i;
      INSERT INTO post_likes
      SELECT ('01980002-0000-7000-8000-' || lpad(to_hex(1 + (i * 19) % {posts}), 12, '0'))::uuid,
        ('01980000-0000-7000-8000-' || lpad(to_hex({members}), 12, '0'))::uuid,
        timestamptz '2026-02-01' + i * interval '1 second'
      FROM generate_series(1, 10000) i;
      INSERT INTO comments
      SELECT ('01980003-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid,
        ('01980002-0000-7000-8000-' || lpad(to_hex(1 + (i * 11) % {posts}), 12, '0'))::uuid,
        ('01980000-0000-7000-8000-' || lpad(to_hex(1 + (i * 17) % ({members} - 3)), 12, '0'))::uuid,
        'Comment ' || i, timestamptz '2026-02-01' + i * interval '1 second',
        timestamptz '2026-02-01' + i * interval '1 second'
      FROM generate_series(1, 3 * {posts}::bigint) i;
      INSERT INTO follows
      SELECT DISTINCT ON (1, 2)
        ('01980000-0000-7000-8000-' || lpad(to_hex(a), 12, '0'))::uuid,
        ('01980000-0000-7000-8000-' || lpad(to_hex(b), 12, '0'))::uuid,
        timestamptz '2026-02-01' + a * interval '1 second'
      FROM (
        SELECT 1, b FROM generate_series(101, 5100) b
        UNION ALL SELECT 2, b FROM generate_series(4, 6) b
        UNION ALL SELECT a, {members} FROM generate_series(10, 9 + {members} * 19 / 20) a
        UNION ALL SELECT (10 + i % ({members} - 100))::int, (10 + i * 4987 % ({members} - 10))::int
          FROM generate_series(1, 49 * {members}::bigint) i) f (a, b)
      WHERE a <> b;
      UPDATE users SET post_count = n FROM (
        SELECT author_id, count(*) AS n FROM posts WHERE state = 'PUBLISHED' GROUP BY 1) c WHERE author_id = id;
      UPDATE users SET following_count = n FROM (
        SELECT follower_id, count(*) AS n FROM follows GROUP BY 1) c WHERE follower_id = id;
      UPDATE users SET follower_count = n FROM (
        SELECT followee_id, count(*) AS n FROM follows GROUP BY 1) c WHERE followee_id = id;
      UPDATE tags SET post_count = n FROM (
        SELECT tag_id, count(*) AS n FROM post_tags WHERE publish_time IS NOT NULL GROUP BY 1) c WHERE tag_id = id;
      UPDATE posts SET like_count = n % 1000 / (1 + n % 97), comment_count = 3
      FROM (SELECT id AS of, abs(hashtext(id::text)) AS n FROM posts) d WHERE of = id;
      INSERT INTO post_ranks
      SELECT id, h, h / 24, h / 720, like_count FROM posts, LATERAL (SELECT floor(extract(epoch FROM publish_time) / 3600)::int) d (h)
      WHERE publish_time IS NOT NULL;
      INSERT INTO blog_counts
      SELECT 'users', 0, count(*) FROM users UNION ALL SELECT 'tags', 0, count(*) FROM tags
      UNION ALL SELECT 'posts', 0, count(*) FROM posts WHERE state = 'PUBLISHED'
      UNION ALL SELECT 'comments', 0, count(*) FROM comments JOIN posts p ON p.id = post_id AND state = 'PUBLISHED';
      DO $$ DECLARE i record; BEGIN
        FOR i IN SELECT * FROM later LOOP EXECUTE i.indexdef; END LOOP;
      END $$;
      RESET session_replication_role;
      RESET work_mem;
      RESET maintenance_work_mem;
      """;

  private final TestPersistence persistence = TestPersistence.create(Engine.POSTGRES_18);
  private final JdbcResourceQueries queries =
      (JdbcResourceQueries) persistence.get(ResourceQueries.class);
  private final Plans plans = new Plans(GROWTH == 1 ? "publishing" : "publishing-" + POSTS);

  @BeforeAll
  void fill() throws SQLException {
    try (var connection = persistence.database().dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(
          FILL.replace("{posts}", String.valueOf(POSTS))
              .replace("{members}", String.valueOf(MEMBERS))
              .replace("{tags}", String.valueOf(TAGS)));
      statement.execute("VACUUM ANALYZE");
    }
  }

  @AfterAll
  void keepAndDrop() throws IOException {
    plans.write();
    persistence.close();
  }

  private static UUID id(int kind, int number) {
    return UUID.fromString("0198000" + kind + "-0000-7000-8000-" + "%012x".formatted(number));
  }

  private static Caller member(int number) {
    return new Caller(new UserId(id(0, number)), Set.of(Role.MEMBER), null);
  }

  private static ListQuery posts() {
    return ListQuery.of(PublishingResources.POST).withMask(SHOWN).withPage(PAGE, "");
  }

  /**
   * Runs a list, keeps the plans of its statements, and checks what each of its statements has
   * read.
   */
  private List<Explanation> read(String title, int rows, Caller caller, ListQuery query) {
    // As a server that has done so before: after some executions it may prefer a plan for any
    // values.
    for (int i = 0; i < 8; i++) {
      assertThat(queries.list(caller, query)).isNotNull();
    }
    var explained = queries.explain(caller, query, Plans.EXPLAIN);
    explained.forEach(one -> Plans.assertReadsAtMost(rows, one));
    plans.note(title, explained);
    if (KEPT.contains(title)) {
      explained.forEach(one -> plans.keep(title, one));
    }
    return explained;
  }

  @Test
  void feeds() {
    var feed = posts().withSubset(PublishingSubsets.feed());
    for (var caller : List.of(1, 2, 3, 10)) {
      assertThat(queries.list(member(caller), feed).records()).hasSize(caller == 3 ? 0 : PAGE);
    }
    read("Feed of a member who follows 5,000", walked(20 * PAGE), member(1), feed);
    read("Feed of a follower of a member with 19,000 followers", 100 * PAGE, member(10), feed);
    read(
        "Feed of a member who follows three that have not published for long",
        4 * PAGE,
        member(2),
        feed);
    read("Feed of a member who follows nobody", PAGE, member(3), feed);
    var far = feed.withSkip(500).withPage(1, "");
    var token = queries.list(member(1), far).nextToken();
    read("Feed, after 500 posts", walked(20 * PAGE), member(1), feed.withPage(PAGE, token));
  }

  /**
   * What the walk of a feed reads at most: the more others write, the more of it, up to a hundred
   * posts for each of the page.
   */
  private static int walked(int rows) {
    return Math.min(rows * GROWTH, 100 * (PAGE + 1));
  }

  /**
   * The database plans a feed once for all members, with the values of the first; so the plan has
   * to be as good for each.
   */
  @Test
  void feedsByAPlanForAnyMember() throws SQLException {
    readByGenericPlan(
        "Feed of a member who follows 5,000, by a plan for any member",
        walked(20 * PAGE),
        member(1));
    readByGenericPlan(
        "Feed of a follower of a member with 19,000 followers, by the same plan",
        100 * PAGE,
        member(10));
    readByGenericPlan(
        "Feed of a member who follows three that have not published for long, by the same plan",
        4 * PAGE,
        member(2));
    readByGenericPlan("Feed of a member who follows nobody, by the same plan", PAGE, member(3));
  }

  private void readByGenericPlan(String title, int rows, Caller caller) throws SQLException {
    var feed = posts().withSubset(PublishingSubsets.feed());
    var sql = queries.explain(caller, feed, "EXPLAIN").getFirst().sql();
    try (var connection = persistence.database().dataSource().getConnection();
        var statement = connection.createStatement()) {
      // All its parameters are the id of the caller.
      statement.execute("PREPARE feed (uuid) AS " + sql.replace("?", "$1"));
      statement.execute("SET plan_cache_mode = force_generic_plan");
      var plan = new ArrayList<String>();
      var execute = "%s EXECUTE feed ('%s')".formatted(Plans.EXPLAIN, id(caller));
      try (var lines = statement.executeQuery(execute)) {
        while (lines.next()) {
          plan.add(lines.getString(1));
        }
      } finally {
        statement.execute("RESET plan_cache_mode");
        statement.execute("DEALLOCATE feed");
      }
      var explained = new Explanation(sql, String.join("\n", plan));
      assertThat(explained.plan()).contains("follower_id = $1");
      Plans.assertReadsAtMost(rows, explained);
      plans.note(title, List.of(explained));
      if (KEPT.contains(title)) {
        plans.keep(title, explained);
      }
    }
  }

  private static UUID id(Caller caller) {
    return caller.requireUser().value();
  }

  @Test
  void searches() {
    read("Search for a word in four posts", 10 * PAGE, Caller.ANONYMOUS, search("xyloph"));
    read("Search for a word that is nowhere", 10 * PAGE, Caller.ANONYMOUS, search("zeppelin"));
    read("Search for two words in any order", 200, Caller.ANONYMOUS, search("xylophone quick"));
    read(
        "Search for a word in every post",
        110 * (PAGE + 1),
        Caller.ANONYMOUS,
        search("quick brown"));
    // The index knows letters and digits only: it finds every 100.
    read("Search for plain % and _", 10 * PAGE * GROWTH, Caller.ANONYMOUS, search("100%_"));
  }

  private static ListQuery search(String text) {
    return posts().withSubset(PublishingSubsets.search(new SearchText(text)));
  }

  @Test
  void postsByTag() {
    var newest = posts().withOrder("publish_time desc");
    read(
        "Posts of a tag that 40,000 have, the newest first",
        20 * PAGE,
        member(10),
        newest.withFilter("tags.label:\"tag1\""));
    read(
        "Posts of a tag that some 100 have, the newest first",
        400,
        member(10),
        newest.withFilter("tags.label:\"TAG1501\""));
    read(
        "Posts of a tag that is not there",
        PAGE,
        member(10),
        newest.withFilter("tags.label:\"none\""));
    read(
        "Posts of a tag by an author",
        20 * PAGE,
        member(10),
        newest.withFilter("tags.label:\"tag1\" AND author.username = \"u1000\""));
    read("The newest posts", 4 * PAGE, Caller.ANONYMOUS, newest);
    var far = newest.withSkip(10_000).withPage(1, "");
    read(
        "The newest posts, after 10,000",
        4 * PAGE,
        Caller.ANONYMOUS,
        newest.withPage(PAGE, queries.list(Caller.ANONYMOUS, far).nextToken()));
    read(
        "A tag with its newest posts",
        60,
        Caller.ANONYMOUS,
        ListQuery.of(PublishingResources.TAG)
            .withMask(ReadMask.of("label", "posts.title"))
            .withFilter("label = \"tag1\""));
  }

  @Test
  void members() {
    read(
        "Member page: a member with profile, newest posts and their tags",
        200,
        member(10),
        ListQuery.of(PublishingResources.MEMBER)
            .withMask(ReadMask.of("*", "profile", "posts.title", "posts.tags.label"))
            .withFilter("username = \"u%d\"".formatted(MEMBERS)));
    read(
        "Twenty members with profile, newest posts and their tags",
        40 * PAGE,
        member(10),
        ListQuery.of(PublishingResources.MEMBER)
            .withMask(ReadMask.of("username", "profile", "posts.title", "posts.tags.label"))
            .withPage(PAGE, ""));
    read(
        "Followers of a member with 19,000",
        2 * PAGE,
        member(10),
        ListQuery.of(PublishingResources.MEMBER)
            .withMask(ReadMask.of("username", "profile.full_name", "followed"))
            .withParent(
                new Parent(PublishingResources.MEMBER.named(id(0, MEMBERS)), "followers", true)));
    var followers =
        ListQuery.of(PublishingResources.MEMBER)
            .withMask(ReadMask.of("username"))
            .withParent(
                new Parent(PublishingResources.MEMBER.named(id(0, MEMBERS)), "followers", true));
    read(
        "Followers of a member with 19,000, after 10,000",
        2 * PAGE,
        member(10),
        followers.withPage(PAGE, tokenAfter(10_000, followers)));
    read(
        "Likers of a post",
        2 * PAGE,
        member(10),
        ListQuery.of(PublishingResources.MEMBER)
            .withParent(new Parent(PublishingResources.POST.named(id(2, 1)), "likers", true)));
    read(
        "Posts that a member likes, the latest like first",
        4 * PAGE,
        member(10),
        posts()
            .withParent(
                new Parent(PublishingResources.MEMBER.named(id(0, 11)), "liked_posts", true)));
    read(
        "Posts that a member with 10,000 likes likes",
        4 * PAGE,
        member(10),
        posts()
            .withParent(
                new Parent(PublishingResources.MEMBER.named(id(0, MEMBERS)), "liked_posts", true)));
    var liked =
        posts()
            .withParent(
                new Parent(PublishingResources.MEMBER.named(id(0, MEMBERS)), "liked_posts", true));
    read(
        "Posts that a member with 10,000 likes likes, after 5,000",
        4 * PAGE,
        member(10),
        liked.withPage(PAGE, tokenAfter(5000, liked)));
    read(
        "A member with the posts that they liked last",
        55,
        member(10),
        ListQuery.of(PublishingResources.MEMBER)
            .withMask(ReadMask.of("username", "liked_posts.title"))
            .withFilter("username = \"u%d\"".formatted(MEMBERS)));
    read(
        "A post with the members who liked it last",
        3,
        member(10),
        ListQuery.of(PublishingResources.POST)
            .withMask(ReadMask.of("title", "likers.username"))
            .withFilter("name = \"%s\"".formatted(Post.id(id(2, 1)))));
    read(
        "The newest posts that a member likes",
        200,
        member(10),
        posts().withOrder("publish_time desc").withFilter("likers.username:\"u11\""));
    read(
        "Comments on a post",
        2 * PAGE,
        member(10),
        ListQuery.of(PublishingResources.COMMENT)
            .withMask(ReadMask.of("body", "author.username"))
            .withParent(new Parent(PublishingResources.POST.named(id(2, 1)), "comments")));
  }

  /** What is read is in proportion to what the owners have, however many posts have the tag. */
  @Test
  void membersWithTheirMostLikedPostsOfATag() {
    for (var tag : List.of("tag1", "tag2", "tag1501", "none")) {
      for (int page : List.of(PAGE, 100)) {
        var query =
            ListQuery.of(PublishingResources.MEMBER)
                .withMask(ReadMask.of("username", "posts.title").withNested(List.of(topPosts(tag))))
                .withPage(page, "");
        var explained =
            read(
                "%d members with their three most liked posts of %s, counted".formatted(page, tag),
                // Three of the first members wrote 333 posts each; of a tag that few have, all of
                // its posts may be read for each member.
                3 * 333 + 12 * page + (tag.equals("tag1501") ? 110 * page : 0),
                member(10),
                query);
        assertThat(explained).as("members, posts, counts").hasSize(3);
        assertThat(queries.explain(member(10), query).subList(1, 3))
            .as("planned for a full page without being run")
            .allSatisfy(one ->
                assertThat(one.plan())
                    .containsPattern("Function Scan on unnest .* rows=%d ".formatted(page)));
      }
    }
  }

  private static Nested topPosts(String tag) {
    return Nested.of("posts")
        .withFilter("tags.label:\"%s\"".formatted(tag))
        .withOrder("like_count desc")
        .withPage(3, "")
        .withTotalSize(true);
  }

  @Test
  void figuresOfGroups() {
    figures("Posts for each month", POSTS, byMonth(List.of(), ""));
    figures("Posts for each author and month", POSTS, byMonth(List.of("author"), ""));
    figures(
        "Posts of an author for each month",
        PAGE,
        byMonth(List.of("author"), "author.username = \"u1000\""));
    figures(
        "Posts of a tag that some 100 have, for each author and month",
        400,
        byMonth(List.of("author"), "tags.label:\"tag1501\""));
  }

  private static AggregateQuery byMonth(List<String> by, String filter) {
    return new AggregateQuery(
        PublishingResources.POST,
        null,
        filter,
        Stream.concat(by.stream(), Stream.of("month(create_time)")).toList(),
        List.of(AggregateQuery.Metric.COUNT),
        "",
        "",
        PAGE,
        "");
  }

  private void figures(String title, int rows, AggregateQuery query) {
    assertThat(queries.aggregate(member(10), query).groups()).isNotEmpty();
    // With the time in all.
    var explained = queries.explain(member(10), query, "EXPLAIN (ANALYZE, BUFFERS, TIMING OFF)");
    Plans.assertReadsAtMost(rows, explained);
    plans.note(title, List.of(explained));
    plans.keep(title, explained);
  }

  private String tokenAfter(int count, ListQuery query) {
    return queries.list(member(10), query.withSkip(count - 1).withPage(1, "")).nextToken();
  }

  /** The windows end now, so each is given by its beginning; the posts are of 139 days. */
  @Test
  void popularPosts() {
    var all = popular("2026-01-01T00:00:00Z");
    var week = popular("2026-05-12T13:00:00Z");
    var hours = popular("2026-05-19T12:00:00Z");
    for (var query : List.of(all, week, hours)) {
      assertThat(queries.list(member(10), query).records()).hasSize(PAGE);
    }
    read("Popular posts of all time", 70 * PAGE, member(10), all);
    read("Popular posts of the last week", 70 * PAGE, member(10), week);
    read("Popular posts of the last hours", 70 * PAGE, member(10), hours);
    read(
        "Popular posts of the last week, after 5,000",
        70 * PAGE,
        member(10),
        week.withPage(PAGE, tokenAfter(5000, week)));
    read(
        "Popular posts of a window without any", PAGE, member(10), popular("2026-06-01T00:00:00Z"));
    read(
        "Popular posts with a tag that 40,000 have",
        // The tag's own entries, or those of the posts that are tried.
        POSTS / 5,
        member(10),
        all.withFilter("tags.label:\"tag1\""));
    read(
        "Popular posts of an author",
        70 * 20 * PAGE,
        member(10),
        all.withFilter("author.username = \"u1000\""));
  }

  private static ListQuery popular(String since) {
    var window = Duration.between(Instant.parse(since), Instant.now());
    return posts().withSubset(PublishingSubsets.popular(window));
  }

  @Test
  void statistics() {
    for (var type : List.of(PublishingResources.TAG, PublishingResources.MEMBER)) {
      read(
          "Statistics: top " + type.name().toLowerCase(Locale.ROOT) + "s",
          2 * 11,
          Caller.ANONYMOUS,
          ListQuery.of(type)
              .withFilter("post_count > 0")
              .withOrder("post_count desc")
              .withPage(10, ""));
    }
  }
}
