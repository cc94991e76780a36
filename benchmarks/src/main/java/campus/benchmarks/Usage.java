package campus.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** What processes took of the machine so far. */
final class Usage {

  /** Clock ticks per second in /proc, the same on every Linux. */
  private static final double TICKS = 100;

  private Usage() {}

  /** CPU seconds of one process. */
  static double cpu(long pid) {
    return cpu(pid, false);
  }

  /**
   * CPU seconds of a process and its children, those that ended included where the system tells.
   */
  static double cpuWithChildren(long pid) {
    double own = cpu(pid, true);
    return ProcessHandle.of(pid).stream()
            .flatMap(ProcessHandle::children)
            .mapToDouble(child -> cpu(child.pid(), false))
            .sum()
        + own;
  }

  private static double cpu(long pid, boolean ended) {
    var file = Path.of("/proc/" + pid + "/stat");
    if (Files.exists(file)) {
      try {
        var text = Files.readString(file);
        // After the name, which may hold anything: utime, stime, cutime and cstime from the 12th
        // on.
        var fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
        double ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        if (ended) {
          ticks += Long.parseLong(fields[13]) + Long.parseLong(fields[14]);
        }
        return ticks / TICKS;
      } catch (IOException e) {
        return 0;
      }
    }
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().totalCpuDuration())
        .map(Duration::toMillis)
        .map(millis -> millis / 1000.0)
        .orElse(0.0);
  }

  /** Resident memory in MiB; 0 where the system does not tell. */
  static long residentMiB(long pid) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }
}
