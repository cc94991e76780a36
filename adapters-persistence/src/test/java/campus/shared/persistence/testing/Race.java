package campus.shared.persistence.testing;

import campus.shared.domain.error.DomainError;
import campus.shared.domain.error.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;

/**
 * What came of several who did something at the same moment.
 *
 * @param results of those who succeeded
 * @param errors of the others
 */
public record Race<T>(List<T> results, List<Throwable> errors) {

  /** One of those who race. */
  public interface Racer<T> {
    T run(int number) throws Exception;
  }

  /** Why the others were refused; fails if one of them ended in another way. */
  public List<Reason> reasons() {
    return errors.stream().map(error -> ((DomainError) error).reason()).toList();
  }

  public int successes() {
    return results.size();
  }

  /** Lets so many run at the same moment. */
  public static <T> Race<T> of(int racers, Racer<T> racer) {
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
      return new Race<>(results, errors);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Lets some run at the same moment, each something of its own. */
  public static Race<Integer> of(Runnable... racers) {
    return of(
        racers.length,
        i -> {
          racers[i].run();
          return i;
        });
  }
}
