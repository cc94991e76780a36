package campus.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import campus.server.cli.TransferHistory.Entry;
import campus.server.cli.TransferHistory.Operation;
import campus.server.cli.TransferHistory.Outcome;
import campus.shared.persistence.testing.Engine;
import campus.shared.persistence.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** That the checker of histories finds what is wrong with them. */
class TransferHistoryTest {

  private static final Operation FUNDING =
      new Operation("fund", "house", "a", 10, 0, 1, Outcome.DONE);
  private static final Entry HOUSE = new Entry("house", 1, "fund", "a", -10, -10);
  private static final Entry FUNDED = new Entry("a", 1, "fund", "house", 10, 10);

  private static Operation transfer(String id, long start, long end, Outcome outcome) {
    return new Operation(id, "a", "b", 4, start, end, outcome);
  }

  private static List<String> check(List<Operation> operations, Entry... more) {
    var all = new ArrayList<>(operations);
    all.add(FUNDING);
    var entries = new ArrayList<>(List.of(HOUSE, FUNDED));
    entries.addAll(List.of(more));
    return TransferHistory.violations(all, entries, "house");
  }

  @Test
  void findsNothingWhereAllIsWell() {
    assertThat(
            check(
                List.of(
                    transfer("x", 2, 3, Outcome.DONE),
                    transfer("y", 4, 5, Outcome.UNKNOWN),
                    new Operation("z", "a", "b", 7, 4, 9, Outcome.REFUSED)),
                new Entry("a", 2, "x", "b", -4, 6),
                new Entry("b", 1, "x", "a", 4, 4)))
        .isEmpty();
  }

  @Test
  void findsWhatWasLost() {
    assertThat(check(List.of(transfer("x", 2, 3, Outcome.DONE)))).hasSize(1);
  }

  @Test
  void findsWhatWasDoneTwice() {
    assertThat(
            check(
                List.of(transfer("x", 2, 3, Outcome.DONE)),
                new Entry("a", 2, "x", "b", -4, 6),
                new Entry("a", 3, "x", "b", -4, 2),
                new Entry("b", 1, "x", "a", 4, 4),
                new Entry("b", 2, "x", "a", 4, 8)))
        .isNotEmpty();
  }

  @Test
  void findsWhatCameInTheWrongOrder() {
    assertThat(
            check(
                List.of(transfer("x", 2, 3, Outcome.DONE), transfer("y", 4, 5, Outcome.DONE)),
                new Entry("a", 2, "y", "b", -4, 6),
                new Entry("b", 1, "y", "a", 4, 4),
                new Entry("a", 3, "x", "b", -4, 2),
                new Entry("b", 2, "x", "a", 4, 8)))
        .isNotEmpty();
  }

  @Test
  void findsWhatWasRefusedForNoReason() {
    assertThat(check(List.of(transfer("x", 2, 3, Outcome.REFUSED)))).hasSize(1);
  }

  /** The history of a client that reads balances and writes them back without a lock. */
  @Test
  void findsUpdatesThatWereLost() throws Exception {
    try (var database = TestDatabase.createEmpty(Engine.POSTGRES_18)) {
      try (var connection = database.dataSource().getConnection()) {
        connection
            .createStatement()
            .execute(
                """
                CREATE TABLE naive_accounts (id text PRIMARY KEY, balance bigint, entries bigint);
                CREATE TABLE naive_entries (account text, number bigint, operation text,
                  other text, amount bigint, after bigint);
                INSERT INTO naive_accounts VALUES ('a', 10, 1), ('b', 0, 0), ('c', 0, 0);
                INSERT INTO naive_entries VALUES ('a', 1, 'fund', 'house', 10, 10),
                  ('house', 1, 'fund', 'a', -10, -10);
                """);
      }
      var clock = new AtomicLong(2);
      var bothHaveRead = new CyclicBarrier(2);
      var operations = new ArrayList<Operation>();
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        var callers = new ArrayList<Callable<Operation>>();
        for (var target : List.of("b", "c")) {
          callers.add(() -> {
            long start = clock.getAndIncrement();
            try (var connection = database.dataSource().getConnection()) {
              connection.setAutoCommit(false);
              naiveTransfer(connection, "to " + target, target, bothHaveRead);
              connection.commit();
            }
            return new Operation(
                "to " + target, "a", target, 8, start, clock.getAndIncrement(), Outcome.DONE);
          });
        }
        for (var caller : threads.invokeAll(callers)) {
          operations.add(caller.get());
        }
      }
      var entries = new ArrayList<Entry>();
      try (var connection = database.dataSource().getConnection();
          var rows =
              connection
                  .createStatement()
                  .executeQuery("SELECT * FROM naive_entries ORDER BY account, number")) {
        while (rows.next()) {
          entries.add(
              new Entry(
                  rows.getString(1),
                  rows.getLong(2),
                  rows.getString(3),
                  rows.getString(4),
                  rows.getLong(5),
                  rows.getLong(6)));
        }
      }
      operations.add(FUNDING);

      assertThat(TransferHistory.violations(operations, entries, "house"))
          .singleElement()
          .asString()
          .contains("account=a");
    }
  }

  private static void naiveTransfer(
      Connection connection, String id, String target, CyclicBarrier bothHaveRead)
      throws Exception {
    long balance = read(connection, "SELECT balance FROM naive_accounts WHERE id = 'a'");
    long number = read(connection, "SELECT entries FROM naive_accounts WHERE id = 'a'") + 1;
    bothHaveRead.await();
    assertThat(balance).isGreaterThanOrEqualTo(8);
    connection
        .createStatement()
        .execute(
            """
            UPDATE naive_accounts SET balance = %1$d, entries = %2$d WHERE id = 'a';
            UPDATE naive_accounts SET balance = 8, entries = 1 WHERE id = '%3$s';
            INSERT INTO naive_entries VALUES ('a', %2$d, '%4$s', '%3$s', -8, %1$d),
              ('%3$s', 1, '%4$s', 'a', 8, 8);
            """
                .formatted(balance - 8, number, target, id));
  }

  private static long read(Connection connection, String sql) throws SQLException {
    try (var rows = connection.createStatement().executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
