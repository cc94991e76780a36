package campus.identity.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import campus.identity.application.UserUseCases;
import campus.identity.application.UserUseCases.CreateUser;
import campus.identity.application.UserUseCases.ImportedUser;
import campus.identity.application.UserUseCases.NewUser;
import campus.identity.application.UserUseCases.UpdateUser;
import campus.identity.application.testing.IdentityFixture;
import campus.identity.domain.Email;
import campus.identity.domain.IdentityResources;
import campus.identity.domain.Username;
import campus.shared.application.call.Call;
import campus.shared.application.call.Caller;
import campus.shared.application.query.ResourceQueries;
import campus.shared.application.write.Imports.Row;
import campus.shared.application.write.Requests;
import campus.shared.application.write.Requests.Asked;
import campus.shared.application.write.Requests.RequestKey;
import campus.shared.application.write.Transactions;
import campus.shared.application.write.Writes;
import campus.shared.domain.error.AlreadyExists;
import campus.shared.domain.error.Conflict;
import campus.shared.domain.error.DomainError;
import campus.shared.domain.error.InvalidRequest;
import campus.shared.domain.error.NotFound;
import campus.shared.domain.error.Reason;
import campus.shared.domain.error.Unavailable;
import campus.shared.domain.name.UserId;
import campus.shared.domain.value.Role;
import campus.shared.persistence.jdbc.Statements;
import campus.shared.persistence.testing.Engine;
import campus.shared.persistence.testing.TestPersistence;
import io.micronaut.context.ApplicationContext;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Writes that come twice, at once, half-way or many at a time, on real PostgreSQL. */
@ParameterizedClass
@EnumSource(Engine.class)
class WritesIT {

  private static final int CALLS = 50;
  private static final RequestKey KEY = new RequestKey(new UserId(new UUID(0, 7)), new UUID(7, 7));
  private static final Asked ASKED = new Asked("UserService/CreateUser", "f");

  private static final Writes.Codec<String> TEXT =
      new Writes.Codec<>() {
        @Override
        public byte[] encode(String answer) {
          return answer.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String decode(byte[] encoded) {
          return new String(encoded, StandardCharsets.UTF_8);
        }
      };

  private final AtomicInteger attempts = new AtomicInteger();
  private final Engine engine;
  private final TestPersistence persistence;
  private final Transactions transactions;
  private final UserUseCases users;
  private final Writes writes;

  WritesIT(Engine engine) {
    this.engine = engine;
    persistence = TestPersistence.shared(engine);
    persistence.truncate("requests");
    transactions = persistence.get(Transactions.class);
    users = new IdentityFixture(JdbcIdentityPorts.empty(engine)).useCases().users();
    writes = writes(transactions, persistence.get(Requests.class));
  }

  private static Writes writes(Transactions transactions, Requests requests) {
    return new Writes(transactions, requests, Clock.systemUTC());
  }

  /** Makes another user with each attempt, so that no effect hides behind another one. */
  private String create(UserUseCases users) {
    return users.create(newUser("user" + attempts.incrementAndGet()), null).toName();
  }

  private String once(Writes writes) {
    return writes.once(KEY, ASKED, TEXT, () -> create(users));
  }

  private static NewUser newUser(String username) {
    return new NewUser(new Username(username), new Email(username + "@example.org"), "", "", null);
  }

  private static List<CreateUser> creations(String prefix, int number) {
    return IntStream.range(0, number)
        .mapToObj(i -> new CreateUser(newUser(prefix + i), null))
        .toList();
  }

  private long number(String sql) {
    return JdbcIdentityPorts.number(engine, sql);
  }

  private long userCount() {
    return number("SELECT count(*) FROM users");
  }

  private PGSimpleDataSource connections() {
    var connections = new PGSimpleDataSource();
    connections.setUrl(persistence.database().jdbcUrl());
    connections.setUser(persistence.database().user());
    connections.setPassword(persistence.database().password());
    return connections;
  }

  @Test
  void manyCallsWithOneIdHaveOneEffectAndOneAnswer() {
    var outcomes = race(CALLS, i -> once(writes));

    assertThat(outcomes.errors()).isEmpty();
    assertThat(new HashSet<>(outcomes.results())).hasSize(1);
    assertThat(userCount()).isEqualTo(1);
    assertThat(attempts).hasValue(1);
  }

  @Test
  void manyCallsOnTwoServersHaveOneEffectAndOneAnswer() {
    try (var server = TestPersistence.context(connections())) {
      var others = server.getBean(Transactions.class);
      var otherWrites = writes(others, server.getBean(Requests.class));
      var otherUsers =
          new IdentityFixture(JdbcIdentityPorts.of(server::getBean)).useCases().users();

      var outcomes =
          race(
              CALLS,
              i ->
                  i % 2 == 0
                      ? once(writes)
                      : otherWrites.once(KEY, ASKED, TEXT, () -> create(otherUsers)));

      assertThat(outcomes.errors()).isEmpty();
      assertThat(new HashSet<>(outcomes.results())).hasSize(1);
      assertThat(userCount()).isEqualTo(1);
    }
  }

  @Test
  void doesItOnceWhenTheServerDiesRightBeforeTheCommit() {
    var requests = persistence.get(Requests.class);
    var dying =
        writes(
            transactions,
            new Requests() {
              @Override
              public @Nullable Done claim(
                  RequestKey key, Asked asked, Instant now, Instant forgetBefore) {
                return requests.claim(key, asked, now, forgetBefore);
              }

              @Override
              public void answerAndCommit(RequestKey key, byte[] answer) {
                terminateBackend();
                requests.answerAndCommit(key, answer);
              }
            });

    assertThatThrownBy(() -> once(dying)).isInstanceOf(Unavailable.class);
    assertThat(userCount()).isZero();

    var answer = once(writes);
    assertThat(once(writes)).isEqualTo(answer);
    assertThat(userCount()).isEqualTo(1);
    assertThat(attempts).hasValue(2);
  }

  /** Ends the connection of the transaction in progress, as a crash does. */
  private void terminateBackend() {
    long pid =
        persistence
            .get(Statements.class)
            .prepare(
                "SELECT pg_backend_pid()",
                statement -> {
                  try (var rows = statement.executeQuery()) {
                    rows.next();
                    return rows.getLong(1);
                  }
                });
    assertThat(number("SELECT count(*) FROM (SELECT pg_terminate_backend(" + pid + ", 5000)) t"))
        .isEqualTo(1);
  }

  @Test
  void answersTheSameWhenTheServerDiesRightAfterTheCommit() {
    var dies = new AtomicBoolean(true);
    try (var server = TestPersistence.context(losingCommits(connections(), dies))) {
      var others = server.getBean(Transactions.class);
      var dying = writes(others, server.getBean(Requests.class));
      var lost = new ArrayList<String>();

      assertThatThrownBy(() ->
              dying.once(
                  KEY,
                  ASKED,
                  TEXT,
                  () -> {
                    lost.add(create(usersOf(server)));
                    return lost.getLast();
                  }))
          .isInstanceOf(Unavailable.class);
      assertThat(userCount()).isEqualTo(1);

      assertThat(once(writes)).isEqualTo(lost.getFirst());
      dies.set(false);
      assertThat(once(dying)).isEqualTo(lost.getFirst());
      assertThat(userCount()).isEqualTo(1);
      assertThat(attempts).hasValue(1);
    }
  }

  private static UserUseCases usersOf(ApplicationContext server) {
    return new IdentityFixture(JdbcIdentityPorts.of(server::getBean)).useCases().users();
  }

  /** Commits, but is cut off before it hears of that. */
  private static DataSource losingCommits(DataSource connections, AtomicBoolean dies) {
    return (DataSource)
        Proxy.newProxyInstance(
            WritesIT.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) ->
                method.getName().equals("getConnection")
                    ? losingCommits(connections.getConnection(), dies)
                    : method.invoke(connections, arguments));
  }

  private static Connection losingCommits(Connection connection, AtomicBoolean dies) {
    return (Connection)
        Proxy.newProxyInstance(
            WritesIT.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              var result = invoke(connection, method, arguments);
              return dies.get()
                      && result instanceof PreparedStatement statement
                      && String.valueOf(arguments[0]).endsWith("COMMIT")
                  ? cutOff(connection, statement)
                  : result;
            });
  }

  private static PreparedStatement cutOff(Connection connection, PreparedStatement statement) {
    return (PreparedStatement)
        Proxy.newProxyInstance(
            WritesIT.class.getClassLoader(),
            new Class<?>[] {PreparedStatement.class},
            (proxy, method, arguments) -> {
              var result = invoke(statement, method, arguments);
              if (method.getName().startsWith("execute")) {
                connection.close();
                throw new SQLException("cut off", "08006");
              }
              return result;
            });
  }

  private static @Nullable Object invoke(
      Object target, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  @Test
  void oneOfTwoRequestsWithOneIdIsRefused() {
    var outcomes =
        race(
            2,
            i -> writes.once(KEY, new Asked(ASKED.method(), "f" + i), TEXT, () -> create(users)));

    assertThat(outcomes.results()).hasSize(1);
    assertThat(outcomes.errors())
        .singleElement()
        .isInstanceOfSatisfying(
            InvalidRequest.class, e -> assertThat(e.reason()).isEqualTo(Reason.REQUEST_ID_REUSED));
    assertThat(userCount()).isEqualTo(1);
  }

  @Test
  void aCallThatWaitedForAFailureRunsItself() throws Exception {
    var claimed = new CountDownLatch(1);
    var fail = new CountDownLatch(1);
    var first =
        async(() ->
            writes.once(
                KEY,
                ASKED,
                TEXT,
                () -> {
                  create(users);
                  claimed.countDown();
                  await(fail);
                  throw new Conflict(Reason.CONFLICT, "no");
                }));
    await(claimed);
    var second = async(() -> once(writes));
    awaitLockWait();

    fail.countDown();

    assertThatThrownBy(() -> first.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(Conflict.class);
    assertThat(second.get(10, TimeUnit.SECONDS)).startsWith("users/");
    assertThat(userCount()).isEqualTo(1);
  }

  @Test
  void waitsForTheFirstNoLongerThanForAnyLock() throws Exception {
    var impatient = connections();
    impatient.setOptions("-c lock_timeout=50ms");
    var claimed = new CountDownLatch(1);
    var done = new CountDownLatch(1);
    var first =
        async(() ->
            writes.once(
                KEY,
                ASKED,
                TEXT,
                () -> {
                  claimed.countDown();
                  await(done);
                  return create(users);
                }));
    await(claimed);
    try (var server = TestPersistence.context(impatient)) {
      assertThatThrownBy(() ->
              once(writes(server.getBean(Transactions.class), server.getBean(Requests.class))))
          .isInstanceOf(Conflict.class);
    }
    done.countDown();
    assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo(once(writes));
  }

  private void awaitLockWait() {
    var deadline = Instant.now().plus(Duration.ofSeconds(10));
    while (number(
            "SELECT count(*) FROM pg_stat_activity"
                + " WHERE datname = current_database() AND wait_event_type = 'Lock'")
        == 0) {
      assertThat(Instant.now()).isBefore(deadline);
    }
  }

  @Test
  void leavesNothingOfADryRun() {
    assertThat(writes.dryRun(() -> create(users))).startsWith("users/");

    assertThat(userCount()).isZero();
    assertThat(number("SELECT count(*) FROM requests")).isZero();
  }

  @Test
  void costsTwoStatementsMore() {
    assertThat(statements(() -> writes.run(() -> create(users)))).isEqualTo(2);
    assertThat(statements(() -> once(writes))).isEqualTo(4);
    assertThat(statements(() -> once(writes))).isEqualTo(2);
    assertThat(statements(() -> writes.dryRun(() -> create(users)))).isEqualTo(2);
  }

  @Test
  void needsAsManyStatementsForManyAsForFew() {
    var boss = admin();
    for (int number : new int[] {1, 100, 1000}) {
      var made = new ArrayList<UserId>();
      assertThat(
              statements(() -> made.addAll(users.createAll(creations("n" + number + "x", number)))))
          .isEqualTo(2);
      var updates =
          made.stream()
              .map(id -> new UpdateUser(id, null, new Email(id.value() + "@example.org"), null))
              .toList();
      assertThat(statements(() -> users.updateAll(updates))).isEqualTo(2);
      assertThat(statements(() -> users.deleteAll(made))).isEqualTo(7);
      assertThat(
              statements(() -> users.importRows(boss, rows(creations("i" + number + "x", number)))))
          .isEqualTo(2);
    }
  }

  private static int statements(Runnable work) {
    var call = new Call("counted");
    call.<@Nullable Void>during(() -> {
      work.run();
      return null;
    });
    return call.statements();
  }

  @Test
  void makesAllOrNoneAndTellsWhich() {
    users.create(newUser("name500"), null);

    assertThatThrownBy(() -> users.createAll(creations("NAME", 1000)))
        .isInstanceOfSatisfying(
            AlreadyExists.class,
            e -> {
              assertThat(e.reason()).isEqualTo(Reason.USERNAME_TAKEN);
              assertThat(e.element()).hasValue(500);
            });
    assertThat(userCount()).isEqualTo(1);
  }

  @Test
  void changesAllOrNoneAndTellsWhich() {
    var made = users.createAll(creations("name", 3));

    assertThatThrownBy(() ->
            users.updateAll(
                List.of(
                    new UpdateUser(made.get(2), new Username("free"), null, null),
                    new UpdateUser(made.get(0), new Username("NAME1"), null, null))))
        .isInstanceOfSatisfying(AlreadyExists.class, e -> assertThat(e.element()).hasValue(1));
    assertThat(number("SELECT count(*) FROM users WHERE username = 'free'")).isZero();
  }

  @Test
  void importsWhatCanBeImportedThoughRowsFailInTheDatabase() {
    users.create(newUser("row7"), null);
    var wanted = new ArrayList<>(creations("row", 20));
    wanted.add(new CreateUser(newUser("ROW3"), null));
    var rows = rows(wanted);

    var boss = admin();
    var imported = users.importRows(boss, rows);

    assertThat(imported.created()).isEqualTo(19);
    assertThat(imported.refusals()).containsOnlyKeys(8, 21);
    assertThat(imported.refusals().values())
        .allMatch(error -> error.reason() == Reason.USERNAME_TAKEN);
    assertThat(userCount()).isEqualTo(21);
    assertThat(number("SELECT count(*) FROM profiles")).isEqualTo(21);
    assertThat(users.importRows(boss, rows).created()).isZero();
  }

  private static List<Row<ImportedUser>> rows(List<CreateUser> wanted) {
    return IntStream.rangeClosed(1, wanted.size())
        .mapToObj(i -> new Row<>(i, new ImportedUser(wanted.get(i - 1).user(), null)))
        .toList();
  }

  private Caller admin() {
    var id = users.create(newUser("boss"), null);
    users.grant(new Username("boss"), Role.ADMIN);
    return new Caller(id, Set.of(Role.ADMIN), null);
  }

  @RepeatedTest(5)
  void batchesThatOverlapDoNotDeadlock() {
    var tries = new AtomicInteger();
    var names = new ArrayList<>(creations("name", 60));
    var made = new ArrayList<List<UserId>>();
    var creating =
        race(
            4,
            i -> {
              var mine = new ArrayList<>(names);
              Collections.shuffle(mine);
              return transactions.write(() -> {
                tries.incrementAndGet();
                return users.createAll(mine);
              });
            });
    made.addAll(creating.results());
    assertThat(made).hasSize(1);
    assertThat(creating.errors()).hasSize(3).allMatch(AlreadyExists.class::isInstance);

    var updating =
        race(
            4,
            i -> {
              var mine =
                  new ArrayList<>(
                      made.getFirst().stream()
                          .map(id ->
                              new UpdateUser(
                                  id, null, new Email(id.value() + "@" + i + ".org"), null))
                          .toList());
              Collections.shuffle(mine);
              return transactions.write(() -> {
                tries.incrementAndGet();
                users.updateAll(mine);
                return i;
              });
            });
    assertThat(updating.errors()).isEmpty();
    assertThat(number("SELECT count(DISTINCT split_part(email, '@', 2)) FROM users")).isEqualTo(1);

    var deleting =
        race(
            4,
            i -> {
              var mine = new ArrayList<>(made.getFirst());
              Collections.shuffle(mine);
              return transactions.write(() -> {
                tries.incrementAndGet();
                users.deleteAll(mine);
                return i;
              });
            });
    assertThat(deleting.results()).hasSize(1);
    assertThat(deleting.errors()).hasSize(3).allMatch(NotFound.class::isInstance);
    assertThat(userCount()).isZero();
    assertThat(tries).as("none had to be tried again").hasValue(12);
  }

  @Test
  void concurrentCallsCreateAMissingUserOnce() {
    var id = new UserId(UUID.randomUUID());

    var outcomes =
        race(
            8,
            i -> {
              users.update(
                  new UpdateUser(
                      id, null, new Email(i + "@example.org"), null, null, newUser("ada")));
              return i;
            });

    assertThat(outcomes.results()).isNotEmpty();
    assertThat(outcomes.errors()).allMatch(Conflict.class::isInstance);
    assertThat(userCount()).isEqualTo(1);
  }

  @Test
  void aFilterHoldsForWhatIsThereUnderTheLocks() throws Exception {
    var made = users.createAll(creations("spam", 3));
    var changed = new CountDownLatch(1);
    var commit = new CountDownLatch(1);
    var other =
        async(() ->
            transactions.write(() -> {
              users.update(new UpdateUser(made.get(1), new Username("honest"), null, null));
              changed.countDown();
              await(commit);
              return "";
            }));
    await(changed);
    var admin = new Caller(made.getFirst(), Set.of(Role.ADMIN), null);
    var found =
        async(() ->
            transactions.write(() ->
                String.valueOf(
                    persistence
                        .get(ResourceQueries.class)
                        .lock(admin, IdentityResources.USER, List.of("username = \"spam*\""), 10)
                        .size())));
    awaitLockWait();

    commit.countDown();

    assertThat(other.get(10, TimeUnit.SECONDS)).isEmpty();
    assertThat(found.get(10, TimeUnit.SECONDS)).isEqualTo("2");
  }

  private static <T> Future<T> async(Callable<T> work) {
    var result = new CompletableFuture<T>();
    Thread.startVirtualThread(() -> {
      try {
        result.complete(work.call());
      } catch (Exception e) {
        result.completeExceptionally(e);
      }
    });
    return result;
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private record Outcomes<T>(List<T> results, List<Throwable> errors) {}

  private interface Racer<T> {
    T run(int number) throws DomainError;
  }

  /** Lets a number of them run at the same moment. */
  private static <T> Outcomes<T> race(int racers, Racer<T> racer) {
    var start = new CyclicBarrier(racers);
    try (var executor = Executors.newFixedThreadPool(racers)) {
      var tasks =
          Stream.iterate(0, i -> i + 1)
              .limit(racers)
              .<Callable<T>>map(i ->
                  () -> {
                    start.await();
                    return racer.run(i);
                  })
              .toList();
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
