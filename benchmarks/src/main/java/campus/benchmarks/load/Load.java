package campus.benchmarks.load;

import campus.benchmarks.process.BenchmarkFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Calls a server and measures its responses.
 *
 * @param callsPerConnection at a time, in a closed loop
 */
public record Load(int port, int connections, int callsPerConnection) {

  /**
   * A measurement.
   *
   * @param seconds the duration
   * @param latencies of successful calls, in ns
   * @param failure the server's message for the first failed call; null for none
   */
  public record Result(
      long calls, long errors, double seconds, Histogram latencies, @Nullable String failure) {

    /** Calls per second. */
    public double rate() {
      return calls / seconds;
    }

    /** A percentile of the latencies, in ms. */
    public double millis(double percentile) {
      return latencies.getValueAtPercentile(percentile) / 1e6;
    }
  }

  private static final int SLOTS = 1 << 16;

  /** Servers limit concurrent calls to a thousand. Calls that wait for a place are late already. */
  private static final int MAX_CALLS_PER_CONNECTION = 900;

  private static final long LONGEST = 60_000_000_000L;

  /**
   * Closed loop: each place sends its next call after the answer.
   *
   * @throws BenchmarkFailure if a connection breaks
   */
  public Result closed(Function<SplittableRandom, Call> calls, double seconds, long seed) {
    return run(calls, seed, next -> new Closed(next, seconds));
  }

  /**
   * Open loop: calls at fixed times, independent of answers; latencies count from the due time.
   *
   * @param rate calls per second
   * @throws BenchmarkFailure if a connection breaks
   */
  public Result open(
      Function<SplittableRandom, Call> calls, double seconds, double rate, long seed) {
    return run(calls, seed, next -> new Open(next, seconds, rate / connections));
  }

  private Result run(
      Function<SplittableRandom, Call> calls,
      long seed,
      Function<Supplier<Call>, Client> newClient) {
    var random = new SplittableRandom(seed);
    var clients = new ArrayList<Client>();
    for (int n = 0; n < connections; n++) {
      var own = random.split();
      clients.add(newClient.apply(() -> calls.apply(own)));
    }
    var total = new Histogram(LONGEST, 3);
    long errors = 0;
    double seconds = 0;
    String failure = null;
    try (var executor = Executors.newFixedThreadPool(connections)) {
      for (var future : executor.invokeAll(clients)) {
        var client = future.get();
        total.add(client.latencies);
        errors += client.errors;
        seconds = Math.max(seconds, client.elapsed);
        failure = failure == null ? client.failure : failure;
      }
    } catch (ExecutionException e) {
      throw new BenchmarkFailure("The load broke off: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchmarkFailure("The load broke off: " + e, e);
    }
    return new Result(total.getTotalCount(), errors, seconds, total, failure);
  }

  /** One connection of a measurement. */
  private abstract class Client implements Callable<Client> {

    final Supplier<Call> calls;
    final double seconds;
    final long[] due = new long[SLOTS];
    private final Histogram latencies = new Histogram(LONGEST, 3);
    private long errors;
    private double elapsed;
    private @Nullable String failure;

    Client(Supplier<Call> calls, double seconds) {
      this.calls = calls;
      this.seconds = seconds;
    }

    @Override
    public Client call() throws IOException, InterruptedException {
      try (var connection = new LoadConnection(port)) {
        long start = System.nanoTime();
        run(connection, start);
        elapsed = (System.nanoTime() - start) / 1e9;
        return this;
      }
    }

    abstract void run(LoadConnection connection, long start)
        throws IOException, InterruptedException;

    static int slot(int stream) {
      return (stream >>> 1) & (SLOTS - 1);
    }

    final void record(int stream, int status, String message) {
      if (status == 0) {
        latencies.recordValue(Math.clamp(System.nanoTime() - due[slot(stream)], 0, LONGEST));
      } else {
        errors++;
        if (failure == null) {
          failure = "status " + status + ": " + message;
        }
      }
    }
  }

  private final class Closed extends Client {

    private int open;

    Closed(Supplier<Call> calls, double seconds) {
      super(calls, seconds);
    }

    @Override
    void run(LoadConnection connection, long start) throws IOException {
      long end = start + (long) (seconds * 1e9);
      for (int n = 0; n < callsPerConnection; n++) {
        send(connection);
      }
      while (open > 0) {
        connection.flush();
        connection.read((stream, status, message) -> {
          record(stream, status, message);
          open--;
          if (System.nanoTime() < end) {
            send(connection);
          }
        });
      }
    }

    private void send(LoadConnection connection) {
      int stream = connection.send(calls.get());
      due[slot(stream)] = System.nanoTime();
      open++;
    }
  }

  private final class Open extends Client {

    private final double rate;
    private final Semaphore places = new Semaphore(MAX_CALLS_PER_CONNECTION);
    private int ended;

    Open(Supplier<Call> calls, double seconds, double rate) {
      super(calls, seconds);
      this.rate = rate;
    }

    @Override
    void run(LoadConnection connection, long start) throws IOException, InterruptedException {
      int count = (int) (seconds * rate);
      var sender = Thread.ofPlatform().start(() -> send(connection, start, count));
      while (ended < count) {
        connection.read((stream, status, message) -> {
          record(stream, status, message);
          places.release();
          ended++;
        });
      }
      sender.join();
    }

    private void send(LoadConnection connection, long start, int count) {
      try {
        for (int n = 0; n < count; n++) {
          long time = start + (long) (n / rate * 1e9);
          if (System.nanoTime() < time) {
            connection.flush();
            for (long now = System.nanoTime(); now < time; now = System.nanoTime()) {
              LockSupport.parkNanos(time - now);
            }
          }
          if (!places.tryAcquire()) {
            connection.flush();
            places.acquireUninterruptibly();
          }
          synchronized (connection) {
            due[slot(2 * n + 1)] = time;
            connection.send(calls.get());
          }
        }
        connection.flush();
      } catch (IOException e) {
        // The reader meets the same error.
        Thread.currentThread().interrupt();
      }
    }
  }
}
