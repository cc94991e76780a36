package campus.publishing.persistence;

import static campus.publishing.application.testing.TestPosts.caller;
import static campus.publishing.application.testing.TestPosts.draft;
import static campus.publishing.application.testing.TestPosts.published;
import static campus.publishing.application.testing.TestPosts.tags;
import static org.assertj.core.api.Assertions.assertThat;

import campus.publishing.application.CommentUseCases.NewComment;
import campus.publishing.application.CommentUseCases.Rewrite;
import campus.publishing.application.PostUseCases.ImportedPost;
import campus.publishing.application.PostUseCases.NewPost;
import campus.publishing.application.PostUseCases.UpdatePost;
import campus.publishing.application.PublishingUseCases;
import campus.publishing.application.testing.PublishingPorts;
import campus.publishing.application.testing.TestPosts;
import campus.publishing.domain.CommentId;
import campus.publishing.domain.Label;
import campus.publishing.domain.Post;
import campus.shared.application.call.Call;
import campus.shared.application.call.Caller;
import campus.shared.application.write.Imports.Row;
import campus.shared.application.write.KeptCounts;
import campus.shared.domain.error.Conflict;
import campus.shared.domain.error.NotAllowed;
import campus.shared.domain.error.NotFound;
import campus.shared.domain.error.RuleBroken;
import campus.shared.domain.name.Id;
import campus.shared.domain.name.UserId;
import campus.shared.domain.value.Role;
import campus.shared.persistence.jdbc.Statements;
import campus.shared.persistence.testing.Engine;
import campus.shared.persistence.testing.TestPersistence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What guards each rule of publishing when many come at once, on real PostgreSQL. */
@ParameterizedClass
@EnumSource(Engine.class)
class PublishingRacesIT {

  private static final Caller ADMIN =
      new Caller(new UserId(UUID.randomUUID()), Set.of(Role.ADMIN), null);

  private final Engine engine;
  private final PublishingPorts ports;
  private final PublishingUseCases useCases;

  PublishingRacesIT(Engine engine) {
    this.engine = engine;
    ports = JdbcPublishingPorts.empty(engine);
    useCases = ports.useCases();
  }

  @AfterEach
  void nothingDrifts() {
    assertThat(counts().drift()).isEmpty();
  }

  private KeptCounts counts() {
    return TestPersistence.shared(engine).get(JdbcKeptCounts.class);
  }

  private List<UserId> users(int count) {
    return IntStream.range(0, count).mapToObj(i -> ports.beside().addUser("user" + i)).toList();
  }

  private Id<Post> add(UserId author, String title, String... labels) {
    return useCases.posts().create(caller(author), List.of(published(title, labels))).getFirst();
  }

  @Test
  void postsOfOneTitleGetSlugsOfTheirOwnAndShareTheirTags() {
    var authors = users(16);

    var outcomes = race(16, i -> add(authors.get(i), "Same title", "Java", "tag" + i, "sql"));

    assertThat(outcomes.errors()).isEmpty();
    assertThat(outcomes.results().stream().map(ports.beside()::slugOf)).doesNotHaveDuplicates();
    assertThat(ports.totals().totals().tags()).isEqualTo(18);
    assertThat(ports.tags().find(List.of(Label.of("java")), authors.getFirst())).hasSize(1);
  }

  @Test
  void aLongRowOfTakenSlugsIsLeaptOver() {
    var ada = users(1).getFirst();
    var row = IntStream.rangeClosed(2, 600).mapToObj(i -> published("Part " + i)).toList();
    useCases.posts().create(caller(ada), row);
    add(ada, "Part");
    var draft = useCases.posts().create(caller(ada), List.of(draft("Part"))).getFirst();

    var call = new Call("counted");
    var slugs =
        call.during(() -> {
          useCases.posts().publish(caller(ada), draft);
          return Stream.of(draft, add(ada, "Part")).map(ports.beside()::slugOf).toList();
        });

    assertThat(slugs).doesNotHaveDuplicates().allMatch(slug -> slug.startsWith("part-"));
    assertThat(call.statements()).isLessThan(200);
  }

  @Test
  void draftsOfOneTitleThatArePublishedGetSlugsOfTheirOwnAndShareTheirTags() {
    var authors = users(16);
    var drafts =
        authors.stream()
            .map(author ->
                useCases
                    .posts()
                    .create(caller(author), List.of(draft("Same title", "Java", "sql")))
                    .getFirst())
            .toList();
    assertThat(ports.totals().totals().tags()).isZero();

    var outcomes =
        race(
            16,
            i -> {
              useCases.posts().publish(caller(authors.get(i)), drafts.get(i));
              return drafts.get(i);
            });

    assertThat(outcomes.errors()).isEmpty();
    assertThat(drafts.stream().map(ports.beside()::slugOf)).doesNotHaveDuplicates();
    assertThat(ports.totals().totals().tags()).isEqualTo(2);
  }

  @Test
  void sixtyFourLikersLeaveSixtyFourLikes() {
    var users = users(64);
    var post = add(users.getFirst(), "Liked");

    var outcomes =
        race(
            64,
            i -> {
              useCases.posts().like(caller(users.get(i)), post);
              return i;
            });

    assertThat(outcomes.errors()).isEmpty();
    assertThat(ports.beside().likesOf(post)).isEqualTo(64);
  }

  @Test
  void likersUnlikersAndDeletersLeaveNoDrift() {
    var users = users(64);
    var posts = new ArrayList<Id<Post>>();
    for (int i = 0; i < 8; i++) {
      posts.add(add(users.get(i), "Post " + i, "java", "tag" + i % 3));
    }

    var outcomes =
        race(
            64,
            i -> {
              var random = new Random(i);
              var me = caller(users.get(i));
              for (int round = 0; round < 6; round++) {
                var post = posts.get(random.nextInt(posts.size()));
                try {
                  switch (random.nextInt(9)) {
                    case 0, 1, 2 -> useCases.posts().like(me, post);
                    case 3, 4 -> useCases.posts().unlike(me, post);
                    case 5 -> {
                      var comment = useCases.comments().create(me, post, "Nice");
                      if (random.nextBoolean()) {
                        useCases.comments().delete(me, comment);
                      }
                    }
                    case 6 ->
                        useCases.members().follow(me, users.get((i + 1 + random.nextInt(60)) % 64));
                    case 7 -> {
                      var draft =
                          useCases.posts().create(me, List.of(draft("Mine", "java"))).getFirst();
                      useCases.posts().publish(me, draft);
                      useCases.posts().addTags(me, draft, tags("tag" + random.nextInt(3)));
                      if (random.nextBoolean()) {
                        useCases.posts().delete(me, draft, null);
                      }
                    }
                    default -> {
                      if (i % 4 == 0) {
                        ports.beside().deleteUser(users.get(i));
                      } else if (i < 8) {
                        useCases.posts().unpublish(me, posts.get(i));
                        useCases.posts().publish(me, posts.get(i));
                      }
                    }
                  }
                } catch (NotFound | RuleBroken | Conflict e) {
                  // Another thread was faster: the post or the user is gone.
                }
              }
              return i;
            });

    assertThat(outcomes.errors()).isEmpty();
  }

  @Test
  void batchesInAnyOrderMeetSingleChangesOfTheirPosts() {
    var users = users(16);
    var posts = new ArrayList<Id<Post>>();
    for (int i = 0; i < 12; i++) {
      posts.add(add(users.get(i % 4), "Post " + i, "java", "tag" + i % 3));
    }

    var outcomes =
        race(
            16,
            i -> {
              var random = new Random(i);
              var me = caller(users.get(i));
              for (int round = 0; round < 5; round++) {
                var order = new ArrayList<>(posts);
                Collections.shuffle(order, random);
                try {
                  switch (i % 8) {
                    case 0, 1, 2 ->
                        useCases.posts().update(ADMIN, retagged(order.subList(0, 8), random));
                    case 3 -> useCases.posts().clearTags(ADMIN, order.getFirst());
                    case 4 -> {
                      useCases.posts().unpublish(ADMIN, order.getFirst());
                      useCases.posts().publish(ADMIN, order.getFirst());
                    }
                    case 5 -> {
                      useCases.posts().like(me, order.getFirst());
                      var _ = useCases.comments().create(me, order.getLast(), "Nice");
                    }
                    case 6 ->
                        useCases.posts().addTags(ADMIN, order.getFirst(), tags("tag1", "more"));
                    default -> {
                      if (round == 4) {
                        useCases.posts().deleteAll(ADMIN, () -> order.subList(0, 2));
                      }
                    }
                  }
                } catch (NotFound | RuleBroken e) {
                  // Another thread was faster: the post is gone, or a draft.
                }
              }
              return i;
            });

    assertThat(outcomes.errors()).isEmpty();
  }

  private static List<UpdatePost> retagged(List<Id<Post>> posts, Random random) {
    return posts.stream()
        .map(post ->
            new UpdatePost(
                post,
                current -> current,
                null,
                tags("tag" + random.nextInt(3), "new" + random.nextInt(5)),
                null,
                null))
        .toList();
  }

  @Test
  void oneOfManyCreatesAMissingPost() {
    var users = users(8);
    var id = Post.id(UUID.randomUUID());

    var outcomes =
        race(
            8,
            i -> {
              var missing = i % 2 == 0 ? published("Upsert", "java") : draft("Upsert", "java");
              useCases.posts().update(caller(users.get(i)), List.of(created(id, missing)));
              return i;
            });

    // Those who were too late meet a post of another author, or its creation.
    assertThat(outcomes.results()).hasSize(1);
    assertThat(outcomes.errors())
        .allMatch(error ->
            error instanceof Conflict || error instanceof NotAllowed || error instanceof NotFound);
  }

  private static UpdatePost created(Id<Post> id, NewPost missing) {
    return new UpdatePost(id, current -> current, null, null, null, missing);
  }

  @Test
  void batchesOfCommentsInOppositeOrdersAreWholeOrNot() {
    var users = users(12);
    var author = caller(users.getFirst());
    var posts = new ArrayList<Id<Post>>();
    for (int i = 0; i < 6; i++) {
      posts.add(add(users.getFirst(), "Post " + i, "java"));
    }

    var outcomes =
        race(
            12,
            i -> {
              var me = caller(users.get(i));
              var order = i % 2 == 0 ? posts : posts.reversed();
              var made = new ArrayList<List<CommentId>>();
              for (int round = 0; round < 8; round++) {
                try {
                  switch (i == 0 ? round % 2 : 2 + round % 4) {
                    case 0 -> useCases.posts().unpublish(author, posts.get(1));
                    case 1 -> useCases.posts().publish(author, posts.get(1));
                    case 2, 3 -> made.add(useCases.comments().createAll(me, onEach(order, i)));
                    case 4 -> useCases.comments().rewriteAll(me, rewrites(made));
                    default -> {
                      var gone = made.isEmpty() ? List.<CommentId>of() : made.getLast();
                      useCases.comments().deleteAll(me, gone::reversed);
                    }
                  }
                  if (i == 0 && round == 5) {
                    useCases.posts().delete(author, posts.getLast(), null);
                  }
                } catch (NotFound | RuleBroken e) {
                  // Another thread was faster: a post is a draft or gone.
                }
              }
              return i;
            });

    assertThat(outcomes.errors()).isEmpty();
    var kept = posts.subList(0, 5);
    var numbers =
        TestPersistence.shared(engine)
            .get(Statements.class)
            .query(
                "SELECT author_id, count(*), count(DISTINCT post_id) FROM comments GROUP BY"
                    + " author_id, body HAVING count(*) % 5 > 0 OR count(DISTINCT post_id) <> 5",
                rows -> rows.getString(1));
    assertThat(numbers).isEmpty();
    assertThat(kept.stream().map(ports.beside()::commentsOf).distinct()).hasSize(1);
  }

  private static List<NewComment> onEach(List<Id<Post>> posts, int number) {
    return posts.stream().map(post -> new NewComment(post, "By " + number)).toList();
  }

  private static List<Rewrite> rewrites(List<List<CommentId>> made) {
    return made.stream()
        .limit(1)
        .flatMap(List::stream)
        .map(id -> new Rewrite(id, "Changed"))
        .toList();
  }

  @Test
  void membersWhoFollowEachOtherDoNotDeadlock() {
    var users = users(8);

    var outcomes =
        race(
            32,
            i -> {
              for (int round = 0; round < 10; round++) {
                int from = (i + round) % 8;
                int to = (from + 1 + i % 7) % 8;
                if (i % 3 == 0) {
                  useCases.members().unfollow(caller(users.get(from)), users.get(to));
                } else {
                  useCases.members().follow(caller(users.get(from)), users.get(to));
                }
              }
              return i;
            });

    assertThat(outcomes.errors()).isEmpty();
  }

  @Test
  void twoMembersWhoFollowEachOtherAreDeletedAtOnce() {
    var users = users(8);
    for (var follower : users) {
      users.stream()
          .filter(followee -> !followee.equals(follower))
          .forEach(followee -> useCases.members().follow(caller(follower), followee));
    }

    var outcomes =
        race(
            2,
            i -> {
              ports.beside().deleteUser(users.get(i));
              return i;
            });

    assertThat(outcomes.errors()).isEmpty();
    assertThat(ports.beside().countsOf(users.getLast())).containsExactly(0L, 5L, 5L);
  }

  @Test
  void aTagDeletedWhilePostsGetItIsGoneFromAll() {
    var users = users(8);
    var tag = TestPosts.createTag(useCases, "doomed");

    var outcomes =
        race(
            8,
            i -> {
              if (i == 0) {
                useCases.tags().delete(tag, null, false);
                return i;
              }
              add(users.get(i), "Post " + i, "doomed");
              return i;
            });

    assertThat(outcomes.errors()).allMatch(Conflict.class::isInstance);
  }

  @Test
  void importsAndAuthorsOfOneTitleGetSlugsOfTheirOwnAndShareTheirTags() {
    var authors = users(16);

    var outcomes =
        race(
            16,
            i -> {
              if (i % 2 == 0) {
                return List.of(add(authors.get(i), "Same title", "Java", "sql"));
              }
              var rows =
                  IntStream.rangeClosed(1, 10)
                      .mapToObj(n -> row(n, authors.get((i + n) % 16), "Same title", "sql", "Java"))
                      .toList();
              var imported = useCases.posts().importRows(caller(authors.get(i)), rows);
              assertThat(imported.refusals()).isEmpty();
              return List.<Id<Post>>of();
            });

    assertThat(outcomes.errors()).isEmpty();
    var slugs =
        TestPersistence.shared(engine)
            .get(Statements.class)
            .query("SELECT slug FROM posts", rows -> rows.getString(1));
    assertThat(slugs).hasSize(88).doesNotHaveDuplicates();
    assertThat(ports.totals().totals().tags()).isEqualTo(2);
  }

  @Test
  void importsRefuseTheRowsOfAuthorsWhoAreDeletedMeanwhile() {
    var users = users(16);
    var rows =
        IntStream.rangeClosed(1, 64)
            .mapToObj(n -> row(n, users.get(n % 16), "Post " + n, "java"))
            .toList();

    var outcomes =
        race(
            10,
            i -> {
              if (i < 8) {
                ports.beside().deleteUser(users.get(2 * i));
                return 0;
              }
              return useCases.posts().importRows(caller(users.get(1)), rows).created();
            });

    // Each row of an author who stays is saved, once for each import.
    assertThat(outcomes.errors()).isEmpty();
    assertThat(outcomes.results().stream().mapToInt(n -> n).sum()).isBetween(64, 128);
    assertThat(ports.totals().totals().posts()).isEqualTo(64);
  }

  private static Row<ImportedPost> row(int number, UserId author, String title, String... labels) {
    return new Row<>(number, new ImportedPost(published(title, labels), author, null, null));
  }

  @Test
  void findsDriftAndMendsIt() {
    var users = users(2);
    var post = add(users.getFirst(), "Counted", "java");
    useCases.posts().like(caller(users.getLast()), post);
    var statements = TestPersistence.shared(engine).get(Statements.class);
    var ranked = add(users.getFirst(), "Ranked");
    var unranked = add(users.getFirst(), "Unranked");
    var draft = useCases.posts().create(caller(users.getFirst()), List.of(draft("No"))).getFirst();
    statements.update(
        "UPDATE posts SET like_count = 7, comment_count = 2 WHERE id = ?", post.value());
    statements.update("UPDATE post_ranks SET publish_hour = 3 WHERE post_id = ?", ranked.value());
    statements.update(
        "UPDATE post_ranks SET post_id = ? WHERE post_id = ?", draft.value(), unranked.value());
    statements.update("UPDATE users SET post_count = post_count + 1");
    statements.update("UPDATE tags SET post_count = 0");
    statements.update("DELETE FROM blog_counts WHERE name = 'posts'");

    assertThat(counts().drift())
        .extracting(KeptCounts.Drift::toString)
        .contains(
            post + ": like_count is 7, should be 1",
            "blog_counts/posts: value is 0, should be 3",
            "post_ranks/" + draft.value() + ": rows is 1, should be 0",
            "post_ranks/" + unranked.value() + ": rows is 0, should be 1")
        .hasSize(10);
    assertThat(counts().repair()).hasSize(10);
    assertThat(counts().drift()).isEmpty();
    assertThat(ports.beside().likesOf(post)).isEqualTo(1);
  }

  private record Outcomes<T>(List<T> results, List<Throwable> errors) {}

  private interface Racer<T> {
    T run(int number) throws Exception;
  }

  private static <T> Outcomes<T> race(int racers, Racer<T> racer) {
    var start = new CyclicBarrier(racers);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var tasks = new ArrayList<Callable<T>>();
      for (int i = 0; i < racers; i++) {
        int number = i;
        tasks.add(() -> {
          start.await();
          return racer.run(number);
        });
      }
      var results = new ArrayList<T>();
      var errors = new ArrayList<Throwable>();
      for (var future : executor.invokeAll(tasks)) {
        switch (future.state()) {
          case SUCCESS -> results.add(future.resultNow());
          default -> errors.add(future.exceptionNow());
        }
      }
      return new Outcomes<>(results, errors);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
