package campus.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A home of which nothing is left when this process ends, however it does: a small shell process
 * waits for that, stops the server and its PostgreSQL, and deletes the home.
 */
final class ThrowAwayHome implements AutoCloseable {

  /**
   * Knows by the end of its input that this process has ended. Each line before is the number of
   * the server that runs at the moment, or empty. Signals from the terminal are not for it.
   */
  private static final String REAPER =
      """
      trap '' INT TERM HUP
      alive() {
        kill -0 "$1" 2>/dev/null && ! grep -qs '^State:.Z' "/proc/$1/status"
      }
      stop() {
        alive "$1" && kill "-$2" "$1"
        tries=0
        while alive "$1"; do
          tries=$((tries + 1))
          [ "$tries" -lt 200 ] || kill -KILL "$1"
          sleep 0.2
        done
      }
      server=
      while read -r line; do server=$line; done
      [ -z "$server" ] || stop "$server" TERM
      for file in "$1"/postgres/data-*/postmaster.pid; do
        if [ -f "$file" ] && read -r postmaster <"$file"; then stop "$postmaster" INT; fi
      done
      rm -rf -- "$1"
      """;

  private static final int GRACE_SECONDS = 60;

  private static volatile boolean interrupted;

  private final Home home;
  private final Process reaper;
  private final BufferedWriter input;
  private final Thread hook = new Thread(this::interrupted, "throw-away-home");

  private ThrowAwayHome(Home home) throws IOException {
    this.home = home;
    reaper =
        new ProcessBuilder("sh", "-c", REAPER, "reaper", home.directory().toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    input = reaper.outputWriter(UTF_8);
    Runtime.getRuntime().addShutdownHook(hook);
  }

  static ThrowAwayHome make() throws IOException {
    return new ThrowAwayHome(Home.temporary());
  }

  Home home() {
    return home;
  }

  /** Starts a server on the home. */
  CampusProcess serve(Path source, Map<String, String> settings) throws IOException {
    return CampusProcess.start(
        source,
        home,
        settings,
        process -> {
          tell(String.valueOf(process.pid()));
          // Its number may be another process' then.
          var _ = process.onExit().thenRun(() -> tell(""));
        });
  }

  private synchronized void tell(String server) {
    try {
      input.write(server + "\n");
      input.flush();
    } catch (IOException e) {
      // It is at its work already.
    }
  }

  /** Whether a signal ends this process, so that what fails now is no failure. */
  static boolean isInterrupted() {
    return interrupted;
  }

  private void interrupted() {
    interrupted = true;
    end();
  }

  @Override
  public void close() {
    if (interrupted) {
      return;
    }
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return; // The hook runs.
    }
    end();
  }

  private void end() {
    try {
      synchronized (this) {
        input.close();
      }
      reaper.waitFor(GRACE_SECONDS, TimeUnit.SECONDS);
    } catch (IOException e) {
      // It has ended, or sees the end of this process in a moment.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
