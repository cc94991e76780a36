package campus.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Calls a server and measures its responses. */
final class Load {

  /**
   * A measurement.
   *
   * @param seconds the duration
   * @param latencies of successful calls, in ns
   * @param failure the server's message for the first failed call; null for none
   */
  record Result(
      long calls, long errors, double seconds, Histogram latencies, @Nullable String failure) {

    double rate() {
      return calls / seconds;
    }

    double millis(double percentile) {
      return latencies.getValueAtPercentile(percentile) / 1e6;
    }
  }

  private static final int SLOTS = 1 << 16;

  /** Servers limit concurrent calls to a thousand. Calls that wait for a place are late already. */
  private static final int MAX_CALLS_PER_CONNECTION = 900;

  private static final int PATIENCE_MILLIS = 35_000;
  private static final long LONGEST = 60_000_000_000L;

  private final int port;
  private final int connections;
  private final int callsPerConnection;

  Load(int port, int connections, int callsPerConnection) {
    this.port = port;
    this.connections = connections;
    this.callsPerConnection = callsPerConnection;
  }

  /** Closed loop: each place sends its next call after the answer. */
  Result closed(Function<SplittableRandom, Call> calls, double seconds, long seed) {
    var random = new SplittableRandom(seed);
    return run(() -> new Closed(calls, random.split(), seconds));
  }

  /** Open loop: calls at fixed times, independent of answers; latencies count from the due time. */
  Result open(Function<SplittableRandom, Call> calls, double seconds, double rate, long seed) {
    var random = new SplittableRandom(seed);
    return run(() -> new Open(calls, random.split(), seconds, rate / connections));
  }

  private Result run(Callable<Client> clients) {
    var total = new Histogram(LONGEST, 3);
    long errors = 0;
    double seconds = 0;
    String failure = null;
    try (var executor = Executors.newFixedThreadPool(connections)) {
      var running = new ArrayList<java.util.concurrent.Future<Client>>();
      for (int n = 0; n < connections; n++) {
        var client = clients.call();
        running.add(
            executor.submit(() -> {
              client.run();
              return client;
            }));
      }
      for (var future : running) {
        var client = future.get();
        total.add(client.latencies);
        errors += client.errors;
        seconds = Math.max(seconds, client.elapsed);
        failure = failure == null ? client.failure : failure;
      }
    } catch (ExecutionException e) {
      throw new Failure("The load broke off: " + e.getCause(), e);
    } catch (Exception e) {
      throw new Failure("The load broke off: " + e, e);
    }
    return new Result(total.getTotalCount(), errors, seconds, total, failure);
  }

  private abstract static class Client implements LoadConnection.Listener {

    final Function<SplittableRandom, Call> calls;
    final SplittableRandom random;
    final double seconds;
    final Histogram latencies = new Histogram(LONGEST, 3);
    final long[] due = new long[SLOTS];
    long errors;
    double elapsed;
    @Nullable String failure;

    Client(Function<SplittableRandom, Call> calls, SplittableRandom random, double seconds) {
      this.calls = calls;
      this.random = random;
      this.seconds = seconds;
    }

    abstract void run() throws IOException, InterruptedException;

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
    private long end;
    private @Nullable LoadConnection connection;

    Closed(Function<SplittableRandom, Call> calls, SplittableRandom random, double seconds) {
      super(calls, random, seconds);
    }

    @Override
    void run() throws IOException {
      try (var connection = new LoadConnection(port)) {
        this.connection = connection;
        connection.timeout(PATIENCE_MILLIS);
        long start = System.nanoTime();
        end = start + (long) (seconds * 1e9);
        for (int n = 0; n < callsPerConnection; n++) {
          send(connection);
        }
        while (open > 0) {
          connection.flush();
          connection.read(this);
        }
        elapsed = (System.nanoTime() - start) / 1e9;
      }
    }

    private void send(LoadConnection connection) {
      int stream = connection.send(calls.apply(random));
      due[slot(stream)] = System.nanoTime();
      open++;
    }

    @Override
    public void ended(int stream, int status, String message) {
      record(stream, status, message);
      open--;
      if (connection != null && System.nanoTime() < end) {
        send(connection);
      }
    }
  }

  private final class Open extends Client {

    private final double rate;
    private final Semaphore places = new Semaphore(MAX_CALLS_PER_CONNECTION);
    private volatile int ended;

    Open(
        Function<SplittableRandom, Call> calls,
        SplittableRandom random,
        double seconds,
        double rate) {
      super(calls, random, seconds);
      this.rate = rate;
    }

    @Override
    void run() throws IOException, InterruptedException {
      int count = (int) (seconds * rate);
      try (var connection = new LoadConnection(port)) {
        connection.timeout(PATIENCE_MILLIS);
        long start = System.nanoTime();
        var sender = Thread.ofPlatform().start(() -> send(connection, start, count));
        while (ended < count) {
          connection.read(this);
        }
        sender.join();
        elapsed = (System.nanoTime() - start) / 1e9;
      }
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
            connection.send(calls.apply(random));
          }
        }
        connection.flush();
      } catch (IOException e) {
        // The reader meets the same error.
        Thread.currentThread().interrupt();
      }
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // only the reader writes it
    public void ended(int stream, int status, String message) {
      record(stream, status, message);
      places.release();
      ended++;
    }
  }
}
