package campus.shared.persistence.testing;

import static org.assertj.core.api.Assertions.assertThat;

import campus.shared.application.query.ResourceQueries.Explanation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Checks what statements read, and writes figures and plans to {@code target/plans/<context>.md},
 * which {@code docs/plans.md} sums up.
 */
public final class Plans {

  /** What to run a statement with, so that its plan can be checked; it tells no times. */
  public static final String EXPLAIN =
      "EXPLAIN (ANALYZE, BUFFERS, COSTS OFF, TIMING OFF, SUMMARY OFF)";

  /** A node that reads a table, and what it has read in all its loops. */
  private static final Pattern SCAN =
      Pattern.compile(
          "(?<kind>Seq|Index|Index Only|Bitmap Heap) Scan.* on (?<table>\\w+) .*"
              + "\\(actual rows=(?<rows>[\\d.]+) loops=(?<loops>\\d+)\\)");

  private static final Pattern REMOVED = Pattern.compile("Rows Removed by Filter: (?<rows>\\d+)");

  /** The first is that of the whole statement. */
  private static final Pattern BUFFERS = Pattern.compile("Buffers: shared.*");

  private static final Pattern BLOCKS = Pattern.compile("(?:hit|read)=(\\d+)");

  private final StringBuilder page = new StringBuilder();
  private final StringBuilder figures =
      new StringBuilder("| query | most rows that a node reads | blocks |\n|---|---|---|\n");
  private final Path file;

  /**
   * @param context whose plans these are
   */
  public Plans(String context) {
    file = Path.of("target", "plans", context + ".md");
  }

  /**
   * A node that reads a table or an index.
   *
   * @param rows that it reads in all its loops, those that a filter removes included
   */
  private record Scan(String of, double rows) {}

  private static List<Scan> scans(Explanation explained) {
    var scans = new ArrayList<Scan>();
    var lines = explained.plan().split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      var scan = SCAN.matcher(lines[i]);
      if (scan.find()) {
        int loops = Integer.parseInt(scan.group("loops"));
        double read = Double.parseDouble(scan.group("rows")) * loops;
        for (int j = i + 1; j < lines.length && !lines[j].contains("->"); j++) {
          var removed = REMOVED.matcher(lines[j]);
          if (removed.find()) {
            read += Double.parseDouble(removed.group("rows")) * loops;
          }
        }
        scans.add(new Scan(scan.group("table"), read));
      }
    }
    assertThat(explained.plan()).contains("Scan");
    return scans;
  }

  /** Checks that no node reads more rows of a table, those that a filter removes included. */
  public static void assertReadsAtMost(int rows, Explanation explained) {
    for (var scan : scans(explained)) {
      assertThat(scan.rows())
          .as("rows of %s in%n%s%n%s", scan.of(), explained.sql(), explained.plan())
          .isLessThanOrEqualTo(rows);
    }
  }

  /** The blocks that a statement reads, from memory or disk. */
  private static long blocks(Explanation explained) {
    int planning = explained.plan().indexOf("Planning:");
    var buffers =
        BUFFERS.matcher(planning < 0 ? explained.plan() : explained.plan().substring(0, planning));
    if (!buffers.find()) {
      return 0;
    }
    var blocks = BLOCKS.matcher(buffers.group());
    long sum = 0;
    while (blocks.find()) {
      sum += Long.parseLong(blocks.group(1));
    }
    return sum;
  }

  /** Notes what the statements of a query read, for the table of figures. */
  public void note(String title, List<Explanation> explained) {
    var most =
        explained.stream()
            .flatMap(one -> scans(one).stream())
            .max(Comparator.comparingDouble(Scan::rows))
            .map(scan -> "%,.0f of %s".formatted(scan.rows(), scan.of()))
            .orElse("none");
    long blocks = explained.stream().mapToLong(Plans::blocks).sum();
    figures.append("| %s | %s | %,d |\n".formatted(title, most, blocks));
  }

  /** Keeps a statement and its plan, to be written down. */
  public void keep(String title, Explanation explained) {
    page.append("### ")
        .append(title)
        .append("\n\n```sql\n")
        .append(explained.sql())
        .append("\n```\n\n```\n")
        .append(explained.plan())
        .append("\n```\n\n");
  }

  /** Writes down what was kept. */
  public void write() throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, figures + "\n" + page);
  }
}
