package campus.benchmarks.community;

import java.io.PrintStream;
import java.util.Locale;

/** Reports progress: a bar on a terminal, a line per step elsewhere. */
public final class Progress {

  private static final int WIDTH = 40;

  private final PrintStream out;
  private final boolean terminal = isTerminal();
  private final long total;
  private long done;
  private long shown = -1;

  /**
   * @param total the sum of all {@link #advance}
   */
  public Progress(PrintStream out, long total) {
    this.out = out;
    this.total = Math.max(1, total);
  }

  @SuppressWarnings("SystemConsoleNull") // JDK 25 does return null away from a terminal
  private static boolean isTerminal() {
    var console = System.console();
    return console != null && console.isTerminal();
  }

  void step(String what) {
    shown = percent();
    if (!terminal) {
      out.printf(Locale.ROOT, "%3d %%  %s%n", shown, what);
      return;
    }
    var bar = "#".repeat((int) (WIDTH * shown / 100));
    out.printf(Locale.ROOT, "\r[%-" + WIDTH + "s] %3d %%  %-32s", bar, shown, what);
    out.flush();
  }

  void advance(String what, long by) {
    done += by;
    if (terminal && percent() != shown) {
      step(what);
    }
  }

  /** Shows that everything is done. */
  public void end(String what) {
    done = total;
    step(what);
    if (terminal) {
      out.println();
    }
  }

  private long percent() {
    return Math.min(100, 100 * done / total);
  }
}
