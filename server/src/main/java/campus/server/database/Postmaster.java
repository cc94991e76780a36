package campus.server.database;

import static campus.server.database.FileFailures.explain;

import campus.server.settings.Failure;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The PostgreSQL process of one data directory. One process at a time may use this. */
final class Postmaster {

  private static final Logger LOG = LoggerFactory.getLogger(Postmaster.class);
  private static final int START_ATTEMPTS = 5;
  private static final long START_PAUSE_MILLIS = 500;
  private static final int RECOVERY_SECONDS = 900;
  private static final long MAX_LOG_BYTES = 8L << 20;

  private final PostgresPrograms programs;
  private final Path data;
  private final Path pidFile;
  private final Path log;
  private final int maxConnections;

  Postmaster(PostgresPrograms programs, Path data, int maxConnections) {
    this.programs = programs;
    this.data = data;
    this.maxConnections = maxConnections;
    pidFile = data.resolve("postmaster.pid");
    log = data.resolveSibling("postgres.log");
  }

  /** Its port; empty if it does not run. */
  OptionalInt port() {
    var lines = pidFile();
    return lines.size() >= 4 && program(lines).filter(this::isOurs).isPresent()
        ? OptionalInt.of(Integer.parseInt(lines.get(3).strip()))
        : OptionalInt.empty();
  }

  /**
   * Starts it on the loopback address, and recovers the data if necessary.
   *
   * @throws Failure with the reason in PostgreSQL's log
   */
  void start(int port) {
    forgetStranger();
    rotateLog();
    var start = startOnce(port);
    // Processes of a killed one may still be exiting.
    for (var attempt = 1; !start.succeeded() && attempt < START_ATTEMPTS; attempt++) {
      pause();
      start = startOnce(port);
    }
    if (!start.succeeded()) {
      throw Failure.because(
          "The embedded PostgreSQL does not start; " + log + " says: " + lastError() + ".");
    }
  }

  private Program startOnce(int port) {
    return programs.run(
        "pg_ctl",
        "",
        "start",
        "--wait",
        "--timeout=" + RECOVERY_SECONDS,
        "--pgdata=" + data,
        "--log=" + log,
        "--options="
            + String.join(
                " -c ",
                "",
                "port=" + port,
                "listen_addresses=" + EmbeddedPostgres.HOST,
                "unix_socket_directories=''",
                "max_connections=" + maxConnections,
                "shared_buffers=" + sharedMegabytes() + "MB",
                // Acknowledged commits have to survive a crash, whatever the files say.
                "fsync=on",
                "synchronous_commit=on",
                "full_page_writes=on",
                // A disconnected client must not keep its locks.
                "client_connection_check_interval=2s",
                "jit=off",
                "random_page_cost=1.1",
                // Its details quote values, e-mail addresses among them.
                "log_error_verbosity=terse",
                "log_parameter_max_length=0",
                "log_parameter_max_length_on_error=0",
                "timezone=UTC",
                "log_timezone=UTC",
                "log_line_prefix='%m [%p] '"));
  }

  /**
   * An eighth of the memory, since other processes need it too. The default of PostgreSQL is too
   * small for tables of gigabytes. See docs/performance.
   */
  private static long sharedMegabytes() {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return Math.clamp(system.getTotalMemorySize() >> 23, 128, 4096);
  }

  /** Stops it if it runs. */
  void stop() {
    if (port().isPresent() && !programs.run("pg_ctl", "", stop("fast")).succeeded()) {
      programs.require("pg_ctl", "", stop("immediate"));
    }
  }

  private String[] stop(String mode) {
    return new String[] {"stop", "--wait", "--timeout=30", "--mode=" + mode, "--pgdata=" + data};
  }

  private List<String> pidFile() {
    return explain(
        "The directory " + data + " cannot be read",
        () -> {
          try {
            return Files.readAllLines(pidFile);
          } catch (NoSuchFileException e) {
            return List.of();
          }
        });
  }

  /** The program of the process in the pid file; empty if there is none. */
  private static Optional<Path> program(List<String> pidFile) {
    return pidFile.stream()
        .findFirst()
        .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid.strip())))
        .flatMap(process -> process.info().command())
        .map(Path::of);
  }

  private boolean isOurs(Path program) {
    var parent = programs.binaries().resolveSibling("");
    try {
      return program.startsWith(parent.toRealPath());
    } catch (IOException e) {
      return program.startsWith(parent);
    }
  }

  /**
   * After a reboot, another process may have the id in PostgreSQL's pid file, which PostgreSQL
   * would take for its own. Removes the file only if that process is certainly no PostgreSQL.
   */
  private void forgetStranger() {
    if (program(pidFile()).filter(program -> !program.endsWith("postgres")).isPresent()) {
      explain("The directory " + data + " cannot be used", () -> Files.delete(pidFile));
    }
  }

  private void rotateLog() {
    try {
      if (Files.exists(log) && Files.size(log) > MAX_LOG_BYTES) {
        Files.move(
            log, log.resolveSibling("postgres.log.old"), StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      LOG.warn("{} cannot be put aside: {}", log, e.getMessage());
    }
  }

  private String lastError() {
    try (Stream<String> lines = Files.lines(log)) {
      return lines.filter(line -> line.contains("FATAL:")).reduce((_, last) -> last).orElse("-");
    } catch (IOException e) {
      return "-";
    }
  }

  private static void pause() {
    try {
      Thread.sleep(START_PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
