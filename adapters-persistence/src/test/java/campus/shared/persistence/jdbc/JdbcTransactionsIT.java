package campus.shared.persistence.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import campus.shared.application.call.Call;
import campus.shared.application.write.Transactions;
import campus.shared.domain.error.CallEnded;
import campus.shared.domain.error.Conflict;
import campus.shared.domain.error.Overloaded;
import campus.shared.persistence.testing.Engine;
import campus.shared.persistence.testing.TestPersistence;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class JdbcTransactionsIT {

  private final TestPersistence persistence;
  private final Transactions transactions;

  JdbcTransactionsIT(Engine engine) {
    persistence = TestPersistence.shared(engine);
    transactions = persistence.get(Transactions.class);
    persistence.truncate("secrets");
  }

  @Test
  void readsSeeOneStateAndChangeNothing() {
    transactions.write(() -> put("a", 1));

    transactions.read(() -> {
      long before = count();
      async(() -> transactions.write(() -> put("b", 1))).join();
      assertThat(count()).isEqualTo(before);
      return before;
    });

    assertThat(count()).isEqualTo(2);
    assertThatThrownBy(() ->
            transactions.read(() -> {
              put("c", 1);
              return 0;
            }))
        .hasStackTraceContaining("read-only transaction");
  }

  @Test
  void triesAgainAfterADeadlock() throws Exception {
    transactions.write(() -> put("a", 1));
    transactions.write(() -> put("b", 1));
    var bothHoldOne = new CyclicBarrier(2);
    var attempts = new AtomicInteger();

    var first = increaseBoth("a", "b", bothHoldOne, attempts);
    var second = increaseBoth("b", "a", bothHoldOne, attempts);
    first.get(30, TimeUnit.SECONDS);
    second.get(30, TimeUnit.SECONDS);

    assertThat(attempts).hasValue(3);
    assertThat(get("a")).isEqualTo((byte) 3);
    assertThat(get("b")).isEqualTo((byte) 3);
  }

  private CompletableFuture<Void> increaseBoth(
      String one, String other, CyclicBarrier bothHoldOne, AtomicInteger attempts) {
    return async(() ->
        transactions.write(() -> {
          int attempt = attempts.incrementAndGet();
          put(one, get(one) + 1);
          if (attempt <= 2) {
            await(bothHoldOne);
          }
          put(other, get(other) + 1);
        }));
  }

  @Test
  void givesUpAfterFiveAttempts() {
    var attempts = new AtomicInteger();

    assertThatThrownBy(() ->
            transactions.write(() -> {
              attempts.incrementAndGet();
              execute("DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '40001'; END $$");
            }))
        .isInstanceOf(Conflict.class)
        .hasMessageNotContaining("40001");
    assertThat(attempts).hasValue(5);
  }

  @RepeatedTest(20)
  void cancelsTheStatementThatRunsWhenTheCallEnds() throws Exception {
    var call = new Call("c");
    var running = new CountDownLatch(1);
    var work =
        async(() ->
            call.during(() ->
                transactions.write(() -> {
                  running.countDown();
                  execute("SELECT pg_sleep(60) AS marked_by_this_test");
                  return 0;
                })));
    running.await();

    call.end(CallEnded.deadlinePassed());

    assertThatThrownBy(() -> work.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(CallEnded.class);
    assertThat(
            number(
                "SELECT count(*) FROM pg_stat_activity WHERE state = 'active'"
                    + " AND query LIKE 'SELECT pg_sleep(60) AS marked%'"))
        .isZero();
    assertThatThrownBy(() -> call.during(() -> transactions.<Long>write(this::count)))
        .isInstanceOf(CallEnded.class);
    assertThat(count()).isZero();
  }

  @Test
  void countsStatementsButNotWhatBeginsAndEndsTransactions() {
    var call = new Call("c");
    call.during(() ->
        transactions.read(() -> {
          count();
          return count();
        }));

    assertThat(call.statements()).isEqualTo(2);
    assertThat(call.databaseTime()).isPositive();
  }

  @Test
  void saysWhatAStatementMeansThatTookTooLong() {
    assertThatThrownBy(() ->
            transactions.write(() -> {
              execute("SET LOCAL statement_timeout = 20");
              execute("SELECT pg_sleep(60)");
            }))
        .isInstanceOf(Overloaded.class);
  }

  @Test
  void saysWhatALockMeansThatWasNotToBeHad() throws Exception {
    transactions.write(() -> put("a", 1));
    var held = new CountDownLatch(1);
    var done = new CountDownLatch(1);
    var holder =
        async(() ->
            transactions.write(() -> {
              put("a", 2);
              held.countDown();
              awaitLatch(done);
            }));
    held.await();

    assertThatThrownBy(() ->
            transactions.write(() -> {
              execute("SET LOCAL lock_timeout = 20");
              put("a", 3);
            }))
        .isInstanceOf(Conflict.class);
    done.countDown();
    holder.get(10, TimeUnit.SECONDS);
  }

  /** In a thread of its own: the common pool has a single one on two cores. */
  private static CompletableFuture<Void> async(Runnable work) {
    return CompletableFuture.runAsync(work, Thread::startVirtualThread);
  }

  private void put(String name, int value) {
    execute(
        "INSERT INTO secrets (name, value) VALUES ('%s', '\\x%02x') ON CONFLICT (name) DO UPDATE"
                .formatted(name, value)
            + " SET value = excluded.value");
  }

  private int get(String name) {
    return (int) number("SELECT get_byte(value, 0) FROM secrets WHERE name = '" + name + "'");
  }

  private long count() {
    return number("SELECT count(*) FROM secrets");
  }

  private long number(String sql) {
    return persistence
        .get(Statements.class)
        .prepare(
            sql,
            statement -> {
              try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
              }
            });
  }

  private void execute(String sql) {
    persistence
        .get(JdbcOperations.class)
        .execute(connection -> {
          try (var statement = connection.createStatement()) {
            return statement.execute(sql);
          }
        });
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
