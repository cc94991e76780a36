package campus.benchmarks.load;

import campus.benchmarks.process.BenchmarkFailure;
import campus.benchmarks.process.LaunchedServer;
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
 * @param way how the calls go over the network
 * @param callsPerConnection at a time, in a closed loop
 */
public record Load(int port, Way way, int connections, int callsPerConnection) {

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

  /** A load on a server's port for a way. */
  public static Load on(LaunchedServer server, Way way, int connections, int callsPerConnection) {
    int port = way == Way.GRPC ? server.grpcPort() : server.webPort();
    return new Load(port, way, connections, callsPerConnection);
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
    return run(calls, seed, client -> closed(client, (long) (seconds * 1e9)));
  }

  private void closed(Client client, long nanos) throws IOException {
    long end = System.nanoTime() + nanos;
    do {
      while (client.sent - client.ended < callsPerConnection) {
        client.send(System.nanoTime());
      }
      client.connection.flush();
      client.connection.read(client);
    } while (System.nanoTime() < end);
    while (client.ended < client.sent) {
      client.connection.read(client);
    }
  }

  /**
   * Open loop: calls at fixed times, independent of answers; latencies count from the due time.
   *
   * @param rate calls per second
   * @throws BenchmarkFailure if a connection breaks
   */
  public Result open(
      Function<SplittableRandom, Call> calls, double seconds, double rate, long seed) {
    double rateOfEach = rate / connections;
    return run(calls, seed, client -> open(client, (int) (seconds * rateOfEach), 1e9 / rateOfEach));
  }

  private static void open(Client client, int count, double interval)
      throws IOException, InterruptedException {
    var places = new Semaphore(MAX_CALLS_PER_CONNECTION);
    var sender = Thread.ofPlatform().start(() -> send(client, count, interval, places));
    while (client.ended < count) {
      int before = client.ended;
      client.connection.read(client);
      places.release(client.ended - before);
    }
    sender.join();
  }

  private static void send(Client client, int count, double interval, Semaphore places) {
    try {
      long start = System.nanoTime();
      for (int n = 0; n < count; n++) {
        long time = start + (long) (n * interval);
        if (System.nanoTime() < time) {
          client.connection.flush();
          for (long now = System.nanoTime(); now < time; now = System.nanoTime()) {
            LockSupport.parkNanos(time - now);
          }
        }
        if (!places.tryAcquire()) {
          client.connection.flush();
          places.acquireUninterruptibly();
        }
        client.send(time);
      }
      client.connection.flush();
    } catch (IOException e) {
      // The reader meets the same error.
      Thread.currentThread().interrupt();
    }
  }

  /** Drives one connection until all its calls have ended. */
  @FunctionalInterface
  private interface Loop {
    void run(Client client) throws IOException, InterruptedException;
  }

  private Result run(Function<SplittableRandom, Call> calls, long seed, Loop loop) {
    var random = new SplittableRandom(seed);
    var runs = new ArrayList<Callable<Client>>();
    for (int n = 0; n < connections; n++) {
      var own = random.split();
      runs.add(() -> {
        try (var connection = new LoadConnection(port, way)) {
          var client = new Client(connection, () -> calls.apply(own));
          long start = System.nanoTime();
          loop.run(client);
          client.elapsed = (System.nanoTime() - start) / 1e9;
          return client;
        }
      });
    }
    var total = new Histogram(LONGEST, 3);
    long errors = 0;
    double seconds = 0;
    String failure = null;
    try (var executor = Executors.newFixedThreadPool(connections)) {
      for (var future : executor.invokeAll(runs)) {
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

  /** One connection of a measurement. One thread may send while another reads. */
  private static final class Client implements LoadConnection.Listener {

    private final LoadConnection connection;
    private final Supplier<Call> calls;
    private final long[] due = new long[SLOTS];
    private final Histogram latencies = new Histogram(LONGEST, 3);
    private int sent;
    private int ended;
    private long errors;
    private double elapsed;
    private @Nullable String failure;

    Client(LoadConnection connection, Supplier<Call> calls) {
      this.connection = connection;
      this.calls = calls;
    }

    /** Queues the next call, whose latency counts from a time. */
    void send(long time) {
      synchronized (connection) {
        due[sent++ % SLOTS] = time;
        connection.send(calls.get());
      }
    }

    @Override
    public void ended(int call, int status, String message) {
      ended++;
      if (status == 0) {
        latencies.recordValue(Math.clamp(System.nanoTime() - due[call % SLOTS], 0, LONGEST));
      } else {
        errors++;
        failure = failure == null ? "status " + status + ": " + message : failure;
      }
    }
  }
}
