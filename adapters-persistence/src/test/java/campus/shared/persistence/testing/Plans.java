package campus.shared.persistence.testing;

import static org.assertj.core.api.Assertions.assertThat;

import campus.shared.application.query.ResourceQueries.Explanation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Checks what statements read, and writes their plans to {@code target/plans/<context>.md}, which
 * {@code docs/plans.md} sums up.
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

  private final StringBuilder page = new StringBuilder();
  private final Path file;

  /**
   * @param context whose plans these are
   */
  public Plans(String context) {
    file = Path.of("target", "plans", context + ".md");
  }

  /** Checks that no node reads more rows of a table, those that a filter removes included. */
  public static void assertReadsAtMost(int rows, Explanation explained) {
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
        assertThat(read)
            .as("rows of %s in%n%s%n%s", scan.group("table"), explained.sql(), explained.plan())
            .isLessThanOrEqualTo(rows);
      }
    }
    assertThat(explained.plan()).contains("Scan");
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
    Files.writeString(file, page);
  }
}
