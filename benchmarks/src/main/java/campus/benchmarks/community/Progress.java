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
    if (terminal) {
      draw(what);
    } else {
      out.printf(Locale.ROOT, "%3d %%  %s%n", percent(), what);
    }
  }

  void advance(String what, long by) {
    done += by;
    if (terminal && percent() != shown) {
      shown = percent();
      draw(what);
    }
  }

  public void end(String what) {
    done = total;
    step(what);
    if (terminal) {
      out.println();
    }
  }

  private void draw(String what) {
    int filled = (int) (WIDTH * percent() / 100);
    out.printf(
        Locale.ROOT,
        "\r[%s%s] %3d %%  %-32s",
        "#".repeat(filled),
        " ".repeat(WIDTH - filled),
        percent(),
        what);
    out.flush();
  }

  private long percent() {
    return Math.min(100, 100 * done / total);
  }
}
