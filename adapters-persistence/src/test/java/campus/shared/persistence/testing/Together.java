package campus.shared.persistence.testing;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Lets many ask while the database cannot answer, so that all of them are under way at once. */
public final class Together {

  private static final int INTERVAL_NANOS = 2_000_000;

  private Together() {}

  /**
   * What they are answered, in their order.
   *
   * @param table what they all read; locked until each of them waits, for the database or for
   *     others
   */
  public static <T> List<T> ask(TestPersistence persistence, String table, List<Supplier<T>> asks) {
    var threads = new ArrayList<Thread>();
    var answers = new ArrayList<CompletableFuture<T>>();
    try (var connection = persistence.database().dataSource().getConnection();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("LOCK TABLE " + table + " IN ACCESS EXCLUSIVE MODE");
      try {
        for (var ask : asks) {
          answers.add(
              CompletableFuture.supplyAsync(
                  ask, task -> threads.add(Thread.startVirtualThread(task))));
        }
        while (!threads.stream().allMatch(Together::waits)) {
          LockSupport.parkNanos(INTERVAL_NANOS);
        }
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return answers.stream().map(CompletableFuture::join).toList();
  }

  private static boolean waits(Thread thread) {
    return switch (thread.getState()) {
      case WAITING, TIMED_WAITING, TERMINATED -> true;
      case NEW, RUNNABLE, BLOCKED -> false;
    };
  }
}
