package campus.shared.persistence.read;

import static campus.identity.application.testing.TestUsers.NOW;
import static campus.identity.application.testing.TestUsers.aProfileOf;
import static campus.identity.application.testing.TestUsers.aUser;
import static org.assertj.core.api.Assertions.assertThat;

import campus.identity.application.AuthUseCases.Tokens;
import campus.identity.application.IdentityCards;
import campus.identity.application.Sessions;
import campus.identity.application.Users;
import campus.identity.domain.CardNumber;
import campus.identity.domain.Email;
import campus.identity.domain.IdentityCard;
import campus.identity.domain.IdentityResources;
import campus.identity.domain.Profile;
import campus.identity.domain.Session;
import campus.identity.domain.Token;
import campus.identity.domain.User;
import campus.identity.domain.Username;
import campus.publishing.application.PublishingSubsets;
import campus.publishing.domain.PublishingResources;
import campus.shared.application.call.AnswerLimits;
import campus.shared.application.call.Call;
import campus.shared.application.call.Caller;
import campus.shared.application.query.ListQuery;
import campus.shared.application.query.Parent;
import campus.shared.application.query.ReadMask;
import campus.shared.application.query.ResourceQueries;
import campus.shared.application.query.ResourceRecord;
import campus.shared.application.query.Visibility;
import campus.shared.application.write.Entities;
import campus.shared.application.write.Transactions;
import campus.shared.domain.error.CallEnded;
import campus.shared.domain.error.NotFound;
import campus.shared.domain.name.Id;
import campus.shared.domain.name.ResourceName;
import campus.shared.domain.name.ResourceType;
import campus.shared.domain.value.Role;
import campus.shared.persistence.declare.Resource;
import campus.shared.persistence.jdbc.Sql;
import campus.shared.persistence.jdbc.Statements;
import campus.shared.persistence.testing.Engine;
import campus.shared.persistence.testing.Race;
import campus.shared.persistence.testing.TestPersistence;
import campus.shared.persistence.testing.Together;
import io.micronaut.core.type.GenericArgument;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Gets that come at once and share statements: each is answered as if it had come alone, and nobody
 * sees what another caller may see.
 */
@ParameterizedClass
@EnumSource(Engine.class)
class SharedLookUpsIT {

  private static final int USERS = 6;

  /** Profiles for those who are signed in, with a field for their owner and REGISTRAR. */
  private static final Resource NOTE =
      Resource.of(new ResourceType("Note", "notes/{note}"), "profiles", "user_id")
          .signedInOnly()
          .ownerWhere(row ->
              Sql.of(
                  "(SELECT u.id FROM users u WHERE u.id = " + row.column("user_id") + ") = ",
                  Sql.CALLER))
          .text("full_name")
          .text("bio")
          .visibleTo(new Visibility(false, true, Set.of(Role.REGISTRAR)))
          .build();

  private static final String FILL =
      """
      INSERT INTO tags (id, label, label_key, create_time, update_time)
      SELECT gen_random_uuid(), 'tag' || i, 'tag' || i, now(), now() FROM generate_series(1, 3) i;
      INSERT INTO posts (id, author_id, slug, slug_base, slug_number, title, body, state,
        publish_time, create_time, update_time, version)
      SELECT gen_random_uuid(), u.id, 'p-' || username || i, 'p-' || username, i,
        'Post ' || i || ' of ' || username, 'Some text',
        CASE i WHEN 1 THEN 'DRAFT' ELSE 'PUBLISHED' END, CASE i WHEN 1 THEN NULL ELSE now() END,
        now(), now(), 1
      FROM users u, generate_series(1, 3) i;
      INSERT INTO post_tags SELECT p.id, t.id, p.publish_time FROM posts p, tags t
      WHERE hashtext(p.slug || t.label) % 2 = 0;
      INSERT INTO comments (id, post_id, author_id, body, create_time, update_time)
      SELECT gen_random_uuid(), p.id, u.id, 'Said by ' || u.username, now(), now()
      FROM posts p, users u WHERE p.state = 'PUBLISHED';
      INSERT INTO post_likes SELECT p.id, u.id, now() FROM posts p, users u
      WHERE hashtext(p.slug || u.username) % 2 = 0;
      INSERT INTO follows SELECT a.id, b.id, now() FROM users a, users b
      WHERE a.id <> b.id AND hashtext(a.username || b.username) % 2 = 0;
      """;

  private static final Map<ResourceType, List<ReadMask>> MASKS =
      Map.of(
          IdentityResources.USER,
          List.of(ReadMask.of("username"), ReadMask.of("*", "identity_card", "profile.user.email")),
          IdentityResources.IDENTITY_CARD,
          List.of(ReadMask.DEFAULT),
          PublishingResources.POST,
          List.of(
              ReadMask.of("title", "author.username", "author.followed", "tags.label", "liked"),
              ReadMask.of("*", "comments.author.followed", "tags.posts.title", "tags.posts.liked"),
              ReadMask.of("title", "tags.label")),
          PublishingResources.MEMBER,
          List.of(ReadMask.of("*", "posts.title", "posts.tags.label"), ReadMask.of("username")),
          NOTE.type(),
          List.of(ReadMask.DEFAULT, ReadMask.of("full_name")));

  private final TestPersistence persistence;
  private final ResourceQueries queries;
  private final ResourceQueries notes;
  private final Transactions transactions;

  SharedLookUpsIT(Engine engine) {
    persistence = TestPersistence.shared(engine);
    queries = persistence.get(ResourceQueries.class);
    transactions = persistence.get(Transactions.class);
    notes =
        new JdbcResourceQueries(
            persistence.get(Statements.class),
            transactions,
            persistence.get(PageTokens.class),
            AnswerLimits.DEFAULT,
            List.of(() -> List.of(NOTE)));
    persistence.truncate("users", "tags");
  }

  /** A get. */
  private record Question(Caller caller, ResourceName name, ReadMask mask) {}

  /** Null where there is nothing for the caller. */
  private @Nullable ResourceRecord answer(Question question) {
    var asked = question.name().type().equals(NOTE.type()) ? notes : queries;
    try {
      return asked.get(question.caller(), question.name(), question.mask());
    } catch (NotFound e) {
      assertThat(e).hasMessage(question.name() + " does not exist");
      return null;
    }
  }

  private List<Question> questions() {
    var users = new ArrayList<User>();
    for (int i = 0; i < USERS; i++) {
      users.add(add("user" + i));
    }
    persistence.get(Statements.class).prepare(FILL, fill -> fill.execute());
    var callers = new ArrayList<Caller>();
    users.forEach(user -> callers.add(callerOf(user)));
    callers.add(Caller.ANONYMOUS);
    callers.add(new Caller(users.getFirst().id(), Set.of(Role.MEMBER, Role.ADMIN), null));
    callers.add(new Caller(users.getLast().id(), Set.of(Role.MEMBER, Role.REGISTRAR), null));
    var userIds = users.stream().map(user -> user.id().value()).toList();
    var questions = new ArrayList<Question>();
    MASKS.forEach((type, masks) -> {
      var ids = new ArrayList<>(type.equals(PublishingResources.POST) ? postIds() : userIds);
      ids.add(UUID.randomUUID());
      for (var mask : masks) {
        for (var id : ids) {
          callers.forEach(caller -> questions.add(new Question(caller, type.named(id), mask)));
        }
      }
    });
    return questions;
  }

  private List<UUID> postIds() {
    return persistence
        .get(Statements.class)
        .query("SELECT id FROM posts ORDER BY slug", rows -> rows.getObject(1, UUID.class));
  }

  @Test
  void eachIsAnsweredAsIfItHadComeAlone() {
    var answers = answersOfThoseWhoComeAtOnce(questions(), 0.5, this::answer);

    assertThat(answers).containsNull();
  }

  @Test
  void listsOfOneShapeAreAnsweredAsIfEachHadComeAlone() {
    var _ = questions(); // which makes the posts
    record Asked(ListQuery list, int again) {}
    var asked = new ArrayList<Asked>();
    for (int again = 0; again < 4; again++) {
      for (var list : listsOfOneShape().toList()) {
        asked.add(new Asked(list, again));
      }
    }

    answersOfThoseWhoComeAtOnce(
        asked, 0.95, one -> queries.list(Caller.ANONYMOUS, one.list()).records());
  }

  /** Lists that differ in their parent, in the argument of their subset, or in what they skip. */
  private Stream<ListQuery> listsOfOneShape() {
    var comments = ListQuery.of(PublishingResources.COMMENT).withMask(ReadMask.of("body"));
    var members = ListQuery.of(PublishingResources.MEMBER).withMask(ReadMask.of("username"));
    return postIds().stream()
        .flatMap(post ->
            Stream.of(
                comments.withParent(new Parent(PublishingResources.POST.named(post), "comments")),
                comments
                    .withParent(new Parent(PublishingResources.POST.named(post), "comments"))
                    .withSkip(1),
                comments
                    .withParent(new Parent(PublishingResources.POST.named(post), "comments"))
                    .withSkip(2),
                members.withParent(
                    new Parent(PublishingResources.POST.named(post), "likers", true))));
  }

  @Test
  void eachPageIsAnsweredAsIfItHadBeenAskedForAlone() {
    var callers = questions().stream().map(Question::caller).distinct().toList();
    var feed =
        ListQuery.of(PublishingResources.POST)
            .withSubset(PublishingSubsets.feed())
            .withMask(ReadMask.of("title", "author.username", "tags.label", "liked"));
    var lists =
        List.of(
            feed,
            feed.withPage(1, ""),
            feed.withSkip(1).withMask(ReadMask.of("*", "author.followed", "comments.body")),
            feed.withSkip(1)
                .withMask(ReadMask.of("title", "author.username", "tags.label", "comments.body")),
            ListQuery.of(PublishingResources.POST)
                .withOrder("author.username desc, title")
                .withMask(ReadMask.of("state", "tags.label"))
                .withPage(7, ""),
            ListQuery.of(PublishingResources.POST).withOrder("publish_time desc"),
            ListQuery.of(PublishingResources.POST)
                .withMask(ReadMask.of("title", "tags.posts.liked"))
                .withPage(5, ""),
            ListQuery.of(PublishingResources.MEMBER)
                .withMask(ReadMask.of("username", "followed", "posts.title", "posts.liked")),
            ListQuery.of(PublishingResources.TAG).withTotalSize(true));
    record Asked(Caller caller, ListQuery list, int again) {}
    var asked = new ArrayList<Asked>();
    for (var list : lists) {
      for (int again = 0; again < 4; again++) {
        for (var caller : callers) {
          asked.add(new Asked(caller, list, again));
        }
      }
    }

    var pages =
        answersOfThoseWhoComeAtOnce(
            asked, 0.8, one -> queries.list(one.caller(), one.list()).records());

    assertThat(pages).contains(List.of());
  }

  /**
   * Checks that questions have the same answers when they come at once, and that those that do
   * share statements.
   *
   * @param most which part of them may be statements that differ, for as long as the tables are
   *     locked
   * @return the different answers
   */
  private <Q> Set<@Nullable Object> answersOfThoseWhoComeAtOnce(
      List<Q> asked, double most, Function<Q, @Nullable Object> answer) {
    var questions = new ArrayList<Q>(asked);
    var expected = new LinkedHashMap<Q, @Nullable Object>();
    questions.forEach(question -> expected.put(question, answer.apply(question)));
    var different = new HashSet<@Nullable Object>(expected.values());
    // Callers do see different things, or this would prove nothing.
    assertThat(different).hasSizeGreaterThan(questions.size() / 20);

    var random = new Random(7);
    for (int round = 0; round < 4; round++) {
      Collections.shuffle(questions, random);
      var calls = new ArrayList<Call>();
      var asks = new ArrayList<Supplier<List<@Nullable Object>>>();
      for (var question : questions) {
        var call = new Call("c");
        calls.add(call);
        asks.add(() -> call.during(() -> Collections.singletonList(answer.apply(question))));
      }

      // In half of the rounds as it comes, in the others with all of them under way at once.
      var answers =
          round % 2 == 0 ? Together.ask(persistence, "users", asks) : atTheSameMoment(asks);

      for (int i = 0; i < questions.size(); i++) {
        assertThat(answers.get(i).getFirst())
            .as("%s", questions.get(i))
            .isEqualTo(expected.get(questions.get(i)));
      }
      if (round % 2 == 0) {
        // Those that share a statement have waited for it equally long, to the nanosecond.
        assertThat(calls.stream().map(Call::databaseTime).distinct().count())
            .as("times of %d calls", calls.size())
            .isLessThan((int) (calls.size() * most));
      }
    }
    return different;
  }

  private static <T> List<T> atTheSameMoment(List<Supplier<T>> asks) {
    var answers = new ArrayList<T>();
    int together = 100;
    for (int from = 0; from < asks.size(); from += together) {
      var some = asks.subList(from, Math.min(asks.size(), from + together));
      var indexed = new ArrayList<@Nullable T>(Collections.nCopies(some.size(), null));
      var race =
          Race.of(
              some.size(),
              i -> {
                var answer = some.get(i).get();
                synchronized (indexed) {
                  indexed.set(i, answer);
                }
                return i;
              });
      assertThat(race.errors()).isEmpty();
      indexed.forEach(answers::add);
    }
    return answers;
  }

  /** Callers of one user differ in their session. */
  @Test
  void eachSessionIsToldWhichOneItIs() {
    var callers = new ArrayList<Caller>();
    for (int i = 0; i < 3; i++) {
      var user = add("several" + i);
      for (int j = 0; j < 3; j++) {
        var session = Session.open(UUID.randomUUID(), user.id(), "tests", NOW);
        var tokens = new Tokens(Token.random(), Token.random(), NOW, NOW);
        transactions.write(() -> persistence.get(Sessions.class).open(session, tokens));
        callers.add(new Caller(user.id(), Set.of(Role.MEMBER), session.id()));
      }
    }
    record Asked(Caller caller, int again) {}
    var asked = new ArrayList<Asked>();
    for (int again = 0; again < 4; again++) {
      for (var caller : callers) {
        asked.add(new Asked(caller, again));
      }
    }

    var answers =
        answersOfThoseWhoComeAtOnce(
            asked,
            0.9,
            one -> {
              var user = Objects.requireNonNull(one.caller().user());
              var list =
                  ListQuery.of(IdentityResources.SESSION)
                      .withParent(new Parent(user.name(), "sessions"))
                      .withMask(ReadMask.of("current"));
              return queries.list(one.caller(), list).records();
            });

    assertThat(answers).hasSameSizeAs(callers);
  }

  @Test
  void whatIsPrivateReachesItsOwnerAndAdministratorsAlone() {
    var owner = add("owner");
    var others = new ArrayList<User>();
    for (int i = 0; i < 20; i++) {
      others.add(add("other" + i));
    }
    var asks = new ArrayList<Supplier<String>>();
    var admin = new Caller(others.getFirst().id(), Set.of(Role.MEMBER, Role.ADMIN), null);
    for (int i = 0; i < 10; i++) {
      asks.add(() -> emailOf(owner, callerOf(owner)));
      asks.add(() -> emailOf(owner, admin));
    }
    others.forEach(other -> asks.add(() -> emailOf(owner, callerOf(other))));

    var seen = Together.ask(persistence, "users", asks);

    assertThat(seen.subList(0, 20)).containsOnly(owner.email().value());
    assertThat(seen.subList(20, 40)).containsOnly("null");
  }

  private String emailOf(User user, Caller caller) {
    var found =
        queries.get(
            caller, IdentityResources.USER.named(user.id().value()), ReadMask.of("name", "email"));
    return String.valueOf(found.values().getLast());
  }

  @Test
  void withinATransactionAGetSeesWhatThatHasChanged() {
    var users = new ArrayList<User>();
    for (int i = 0; i < 12; i++) {
      users.add(add("user" + i));
    }

    int changes = 10;
    var race =
        Race.of(
            users.size(),
            i ->
                transactions.write(() -> {
                  var user = users.get(i);
                  int next = (i + 1) % users.size();
                  for (int change = 1; change <= changes; change++) {
                    var username = "user" + i + "_" + change;
                    persistence.get(Users.class).update(renamed(user, username));
                    assertThat(usernameOf(user)).isEqualTo(username);
                    // What others have changed and not yet committed, nobody sees.
                    assertThat(usernameOf(users.get(next)))
                        .isIn("user" + next, "user" + next + "_" + changes);
                  }
                  return i;
                }));

    assertThat(race.errors()).isEmpty();
    for (int i = 0; i < users.size(); i++) {
      assertThat(usernameOf(users.get(i))).isEqualTo("user" + i + "_" + changes);
    }
  }

  @Test
  void aGetThatBeginsAfterACommitSeesIt() {
    var user = add("version0");
    int writers = 1;
    int readers = 12;
    int versions = 60;
    var committed = new AtomicInteger();

    var race =
        Race.of(
            writers + readers,
            i -> {
              if (i == 0) {
                for (int version = 1; version <= versions; version++) {
                  var renamed = renamed(user, "version" + version);
                  transactions.write(() -> persistence.get(Users.class).update(renamed));
                  committed.set(version);
                }
                return i;
              }
              int seen;
              do {
                int atLeast = committed.get();
                seen = Integer.parseInt(usernameOf(user).substring("version".length()));
                assertThat(seen).isGreaterThanOrEqualTo(atLeast);
              } while (seen < versions);
              return i;
            });

    assertThat(race.errors()).isEmpty();
  }

  @Test
  void theDatabaseStopsASharedStatementWhenAllItsCallsHaveEnded() throws SQLException {
    var users = new ArrayList<User>();
    for (int i = 0; i < 4; i++) {
      users.add(add("user" + i));
    }
    try (var holder = persistence.database().dataSource().getConnection();
        var lock = holder.createStatement();
        var observer = persistence.database().dataSource().getConnection()) {
      holder.setAutoCommit(false);
      lock.execute("LOCK TABLE users IN ACCESS EXCLUSIVE MODE");
      try {
        // Two run at once and alone; two wait for one of their places, to share a statement.
        var first = new PendingCall(users.get(0));
        await(() -> waitForLocks(observer, "") == 1);
        var second = new PendingCall(users.get(1));
        await(() -> waitForLocks(observer, "") == 2);
        var third = new PendingCall(users.get(2));
        var fourth = new PendingCall(users.get(3));
        await(() -> third.waits() && fourth.waits());
        first.call.end(CallEnded.cancelled());
        await(() -> waitForLocks(observer, "call.number") == 1);

        third.call.end(CallEnded.cancelled());
        assertThat(third.ending.join()).contains("cancelled");
        assertThat(waitForLocks(observer, "call.number")).isEqualTo(1);
        fourth.call.end(CallEnded.deadlinePassed());
        assertThat(fourth.ending.join()).contains("deadline");

        await(() -> waitForLocks(observer, "call.number") == 0);
        assertThat(second.ending).isNotDone();
        holder.rollback();
        assertThat(second.ending.join()).isEqualTo("user1");
      } finally {
        holder.rollback();
        holder.setAutoCommit(true);
      }
    }
  }

  /** A call that looks up the name of a user, and how it ends. */
  private final class PendingCall {
    private final Call call = new Call("c");
    private final CompletableFuture<String> ending = new CompletableFuture<>();
    private final Thread thread;

    PendingCall(User user) {
      thread = Thread.startVirtualThread(() -> ending.complete(ask(user)));
    }

    private String ask(User user) {
      try {
        return call.during(() -> usernameOf(user));
      } catch (CallEnded e) {
        return String.valueOf(e.getMessage());
      }
    }

    boolean waits() {
      return thread.getState() == Thread.State.WAITING;
    }
  }

  private interface Check {
    boolean holds() throws SQLException;
  }

  private static void await(Check check) throws SQLException {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!check.holds()) {
      assertThat(System.nanoTime()).isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
    }
  }

  /** How many statements with a text in them wait for a lock. */
  private static int waitForLocks(Connection connection, String text) throws SQLException {
    try (var count =
        connection.prepareStatement(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                + " AND wait_event_type = 'Lock' AND position(? IN query) > 0")) {
      count.setString(1, text);
      try (var rows = count.executeQuery()) {
        rows.next();
        return rows.getInt(1);
      }
    }
  }

  private static User renamed(User user, String username) {
    return user.rename(new Username(username), new Email(username + "@example.org"), NOW);
  }

  private String usernameOf(User user) {
    var found =
        queries.get(
            callerOf(user),
            IdentityResources.USER.named(user.id().value()),
            ReadMask.of("username"));
    return String.valueOf(found.values().getLast());
  }

  private User add(String username) {
    var user = aUser(username);
    transactions.write(() -> {
      persistence.get(Users.class).add(user);
      persistence
          .get(new GenericArgument<Entities<Id<Profile>, Profile>>() {})
          .add(aProfileOf(user));
      persistence
          .get(IdentityCards.class)
          .put(IdentityCard.issue(user.id(), new CardNumber("C-" + username), null, NOW));
    });
    return user;
  }

  private static Caller callerOf(User user) {
    return new Caller(user.id(), Set.of(Role.MEMBER), null);
  }
}
