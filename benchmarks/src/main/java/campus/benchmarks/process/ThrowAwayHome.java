package campus.benchmarks.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A temporary home. When this process ends in any way, a small shell process stops the server and
 * PostgreSQL, and deletes the home.
 */
public final class ThrowAwayHome implements AutoCloseable {

  /**
   * The end of its input tells it that this process has ended. Each line is the process id of the
   * current server, or empty. It ignores signals from the terminal.
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

  public static ThrowAwayHome make() throws IOException {
    return new ThrowAwayHome(new Home(Files.createTempDirectory("campus-bench")));
  }

  public Home home() {
    return home;
  }

  /** Like {@link LaunchedServer#start}; whatever ends this process also stops the server. */
  public LaunchedServer serve(Path source, Map<String, String> settings) throws IOException {
    return LaunchedServer.start(
        source,
        home,
        settings,
        process -> {
          tell(String.valueOf(process.pid()));
          // The operating system may have reused its process id.
          var _ = process.onExit().thenRun(() -> tell(""));
        });
  }

  private synchronized void tell(String server) {
    try {
      input.write(server + "\n");
      input.flush();
    } catch (IOException e) {
      // The shell process is at work.
    }
  }

  /** Whether a signal is ending this process, so that failures are expected. */
  public static boolean isInterrupted() {
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
      return; // The shutdown hook is running.
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
      // It has ended, or will see the end of this process.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
