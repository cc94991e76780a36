package campus.benchmarks;

import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;

/** The resource usage of processes. */
final class Usage {

  /** Clock ticks per second in /proc, the same on every Linux. */
  private static final double TICKS = 100;

  private Usage() {}

  /** CPU seconds of one process. */
  static double cpu(long pid) {
    return cpu(pid, false);
  }

  /** CPU seconds of a process and its children, including ended ones if the system reports them. */
  static double cpuWithChildren(long pid) {
    // A child's time moves to its parent when the parent reaps it. If that happens meanwhile, it
    // would count twice or not at all.
    var children = children(pid);
    while (true) {
      double cpu = cpu(pid, true) + children.stream().mapToDouble(child -> cpu(child, false)).sum();
      var after = children(pid);
      if (after.equals(children)) {
        return cpu;
      }
      children = after;
    }
  }

  private static Set<Long> children(long pid) {
    return ProcessHandle.of(pid).stream()
        .flatMap(ProcessHandle::children)
        .map(ProcessHandle::pid)
        .collect(toSet());
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

  /** Resident memory in MiB; 0 if unknown. */
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
