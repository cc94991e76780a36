package campus.benchmarks.process;

import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;

/** The resource usage of processes. */
public final class ProcessUsage {

  /** Clock ticks per second in /proc, the same on every Linux. */
  private static final double TICKS = 100;

  private ProcessUsage() {}

  /** CPU seconds of one process; 0 if unknown. */
  public static double cpu(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().totalCpuDuration())
        .map(Duration::toNanos)
        .map(nanos -> nanos / 1e9)
        .orElse(0.0);
  }

  /** CPU seconds of a process and its children, including ended ones if the system reports them. */
  public static double cpuWithChildren(long pid) {
    // A child's time moves to its parent when the parent reaps it. If that happens meanwhile, it
    // would count twice or not at all.
    var children = children(pid);
    while (true) {
      double cpu = cpu(pid) + cpuOfEndedChildren(pid);
      cpu += children.stream().mapToDouble(ProcessUsage::cpu).sum();
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

  private static double cpuOfEndedChildren(long pid) {
    try {
      var text = Files.readString(Path.of("/proc/" + pid + "/stat"));
      // After the name, which may hold anything: cutime and cstime are the 14th and 15th.
      var fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
      return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / TICKS;
    } catch (IOException e) {
      return 0;
    }
  }

  /** Resident memory in MiB; 0 if unknown. */
  public static long residentMiB(long pid) {
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
