package campus.publishing.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import campus.publishing.application.PublishingSubsets;
import campus.publishing.application.testing.PublishingPorts;
import campus.publishing.domain.Post;
import campus.publishing.domain.PublishingResources;
import campus.shared.application.call.Caller;
import campus.shared.application.query.ListQuery;
import campus.shared.application.query.ReadMask;
import campus.shared.application.query.ResourceQueries;
import campus.shared.domain.name.Id;
import campus.shared.domain.name.UserId;
import campus.shared.persistence.jdbc.Statements;
import campus.shared.persistence.jdbc.Statements.Values;
import campus.shared.persistence.testing.Engine;
import campus.shared.persistence.testing.TestPersistence;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Popular posts, compared with what sorting all posts gives. */
@ParameterizedClass
@EnumSource(Engine.class)
class PopularPostsIT {

  private static final int POSTS = 3000;
  private static final List<Duration> WINDOWS =
      List.of(
          Duration.ofHours(1),
          Duration.ofHours(5),
          Duration.ofHours(24),
          Duration.ofDays(7),
          Duration.ofDays(30),
          Duration.ofDays(45),
          Duration.ofDays(365),
          Duration.ofDays(3650));

  /** Most recent posts are as young as the narrowest windows; others are years old. */
  private record Ranked(Id<Post> id, int number, Instant published, long likes) {}

  private final TestPersistence persistence;
  private final PublishingPorts ports;
  private final ResourceQueries queries;
  private final List<Ranked> posts = new ArrayList<>();

  PopularPostsIT(Engine engine) {
    persistence = TestPersistence.shared(engine);
    ports = JdbcPublishingPorts.empty(engine);
    queries = persistence.get(ResourceQueries.class);
  }

  @BeforeEach
  void publish() {
    var author = ports.beside().addUser("ada");
    var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    var random = new Random(7);
    for (int n = 0; n < POSTS; n++) {
      double age = Math.pow(random.nextDouble(), 6) * Duration.ofDays(1500).toMillis();
      var published = now.minusMillis((long) age);
      // On the edges of hours, too.
      posts.add(
          new Ranked(
              Post.id(new UUID(0x0198_0000_0000_7000L, random.nextLong() >>> 2 | 1L << 63)),
              n,
              n % 5 == 0 ? published.truncatedTo(ChronoUnit.HOURS) : published,
              random.nextInt(n % 3 == 0 ? 5 : 100)));
    }
    insert(author);
  }

  private void insert(UserId author) {
    var ids = Values.uuids(posts.stream().map(post -> post.id().value()).toList());
    var statements = persistence.get(Statements.class);
    ports
        .transactions()
        .write(() -> {
          statements.update(
              """
              INSERT INTO posts (id, author_id, slug, slug_base, slug_number, title, body, state,
                publish_time, create_time, update_time, version, like_count)
              SELECT id, ?, id::text, id::text, 1, 'Post ' || n, '', 'PUBLISHED', t, t, t, 1, likes
              FROM unnest(?, ?, ?, ?) AS d (id, n, t, likes)
              """,
              author.value(),
              ids,
              Values.column("int8", posts, post -> (long) post.number()),
              Values.column("timestamptz", posts, Ranked::published),
              Values.column("int8", posts, Ranked::likes));
          persistence
              .get(PostRanks.class)
              .add(posts.stream().map(post -> post.id().value()).toList());
        });
  }

  private List<String> expected(Duration window, Predicate<Ranked> filter) {
    var since = Instant.now().minus(window).truncatedTo(ChronoUnit.HOURS);
    return posts.stream()
        .filter(post -> !post.published().isBefore(since))
        .filter(filter)
        .sorted(
            Comparator.comparingLong(Ranked::likes)
                // As PostgreSQL compares them: without sign.
                .thenComparing(post -> post.id().value().toString())
                .reversed())
        .map(post -> post.id().toName())
        .toList();
  }

  private static ListQuery popular(Duration window) {
    return ListQuery.of(PublishingResources.POST)
        .withMask(ReadMask.of("name"))
        .withSubset(PublishingSubsets.popular(window));
  }

  /** All pages, the first after the skipped ones. */
  private List<String> pages(ListQuery query, int size) {
    var found = new ArrayList<String>();
    var page = queries.list(Caller.ANONYMOUS, query.withPage(size, ""));
    page.records().forEach(one -> found.add(one.name()));
    while (!page.nextToken().isEmpty()) {
      page = queries.list(Caller.ANONYMOUS, query.withSkip(0).withPage(size, page.nextToken()));
      page.records().forEach(one -> found.add(one.name()));
    }
    return found;
  }

  /** Once more if an hour has ended meanwhile. */
  private static void withinAnHour(Runnable test) {
    Instant hour;
    AssertionError failure;
    do {
      hour = Instant.now().truncatedTo(ChronoUnit.HOURS);
      failure = null;
      try {
        test.run();
      } catch (AssertionError e) {
        failure = e;
      }
    } while (!hour.equals(Instant.now().truncatedTo(ChronoUnit.HOURS)));
    if (failure != null) {
      throw failure;
    }
  }

  @Test
  void everyWindowHasItsPostsByLikesInPages() {
    withinAnHour(() -> {
      for (var window : WINDOWS) {
        var expected = expected(window, _ -> true);
        assertThat(expected).as("posts of %s", window).hasSizeGreaterThan(5);
        assertThat(pages(popular(window), 97)).as("posts of %s", window).isEqualTo(expected);
        assertThat(pages(popular(window).withSkip(3), 1000))
            .as("posts of %s after three", window)
            .isEqualTo(expected.subList(3, expected.size()));
      }
    });
  }

  @Test
  void filtersThatHoldForManyFewAndNone() {
    withinAnHour(() -> {
      for (var window : WINDOWS) {
        var query = popular(window);
        assertThat(pages(query.withFilter("title != \"*7\""), 50))
            .isEqualTo(expected(window, post -> post.number() % 10 != 7));
        assertThat(pages(query.withFilter("title = \"*77\""), 20))
            .isEqualTo(expected(window, post -> post.number() % 100 == 77));
        assertThat(pages(query.withFilter("like_count = 0"), 20))
            .isEqualTo(expected(window, post -> post.likes() == 0));
        assertThat(pages(query.withFilter("title = \"none\""), 20)).isEmpty();
      }
    });
  }
}
