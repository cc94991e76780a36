package campus.server.database;

import campus.server.settings.Failure;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bundled PostgreSQL, with its data in the home, configured for durability.
 *
 * <p>All processes of a home share one: the first starts it, the last stops it. Each holds a shared
 * lock meanwhile, which ends with a killed process too. A PostgreSQL that outlived all of them is
 * restarted by the next, so that it recovers.
 */
final class EmbeddedPostgres implements AutoCloseable {

  static final int VERSION = 18;

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);

  private static final String DIRECTORY = "postgres";
  private static final String SUPERUSER = "postgres";
  private static final String NAME = "campus"; // of the user and of the database
  private static final String HOST = "127.0.0.1";
  private static final int START_ATTEMPTS = 5;
  private static final long START_PAUSE_MILLIS = 500;
  private static final int RECOVERY_SECONDS = 900;
  private static final long MAX_LOG_BYTES = 8L << 20;

  private final Path directory;
  private final Path data;
  private final Path log;
  private final Path password;
  private final int maxConnections;
  private final LockFile control;
  private final LockFile users;
  private final Path binaries;
  private final PostgresUser user;
  private final int port;

  private EmbeddedPostgres(Path home, int poolSize) {
    directory = home.resolve(DIRECTORY);
    data = dataIn(directory);
    log = directory.resolve("postgres.log");
    password = directory.resolve("password");
    // Connections beyond a server's pool, for commands and people.
    maxConnections = Math.max(100, poolSize + 40);
    Directories.create(directory);
    control = new LockFile(directory.resolve("control.lock"));
    users = new LockFile(directory.resolve("users.lock"));
    control.lockExclusively();
    try {
      binaries = PostgresBinaries.unpackTo(directory.resolve("programs"));
      user = PostgresUser.in(directory);
      port = join();
    } catch (RuntimeException e) {
      users.close();
      throw e;
    } finally {
      control.unlock();
    }
  }

  /**
   * Joins the processes of the home, and starts PostgreSQL if none has.
   *
   * @param poolSize the least number of connections
   */
  static EmbeddedPostgres open(Path home, int poolSize) {
    return new EmbeddedPostgres(home, poolSize);
  }

  /** Whether the home has a database. */
  static boolean isIn(Path home) {
    return Files.isDirectory(dataIn(home.resolve(DIRECTORY)));
  }

  private static Path dataIn(Path directory) {
    return directory.resolve("data-" + VERSION);
  }

  DatabaseAddress address() {
    return new DatabaseAddress(
        "jdbc:postgresql://" + HOST + ":" + port + "/" + NAME, NAME, password(), data.toString());
  }

  Path dataDirectory() {
    return data;
  }

  /** Restarts it on the same port if it has died. */
  void revive() {
    control.lockExclusively();
    try {
      if (running() == null) {
        LOG.warn("The embedded PostgreSQL has died and is restarted");
        start(port);
      }
    } finally {
      control.unlock();
    }
  }

  @Override
  public void close() {
    control.lockExclusively();
    try {
      users.unlock();
      if (users.tryLockExclusively()) {
        stop();
      }
    } finally {
      users.close();
      control.close();
    }
  }

  private int join() {
    var alone = users.tryLockExclusively();
    if (alone) {
      stop();
      initialise();
    } else {
      users.lockShared();
    }
    var running = running();
    var found = running == null ? start() : running.port();
    if (alone) {
      users.unlock();
      users.lockShared();
    }
    return found;
  }

  /** Atomic: only a complete directory gets its final name. */
  private void initialise() {
    if (Files.exists(data)) {
      return;
    }
    var unfinished = directory.resolve("unfinished");
    Directories.delete(unfinished);
    var secret = newPassword();
    require(
        run(
            "initdb",
            "",
            "--pgdata=" + unfinished,
            "--username=" + SUPERUSER,
            "--pwfile=" + password,
            "--auth-host=scram-sha-256",
            "--auth-local=reject",
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8"));
    // No client can connect yet. The server's user owns its database, but is no superuser.
    var roles =
        run(
            "postgres",
            "CREATE ROLE %s LOGIN PASSWORD '%s'\nCREATE DATABASE %s OWNER %s\n"
                .formatted(NAME, secret, NAME, NAME),
            "--single",
            "-D",
            unfinished.toString(),
            "-c",
            "log_statement=none",
            "postgres");
    require(roles);
    if (roles.output().contains("ERROR:")) {
      throw failed("cannot be set up", roles);
    }
    try {
      Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw Failure.because("The directory " + data + " cannot be created: " + e.getMessage(), e);
    }
  }

  private String newPassword() {
    var bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    var secret = HexFormat.of().formatHex(bytes);
    try {
      Files.deleteIfExists(password);
      Files.createFile(
          password,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(password, secret + "\n");
      // Root may have given the directory to another user, who has to read this.
      Files.setOwner(password, Files.getOwner(directory));
    } catch (IOException e) {
      throw Failure.because("The file " + password + " cannot be written: " + e.getMessage(), e);
    }
    return secret;
  }

  private String password() {
    try {
      return Files.readString(password).strip();
    } catch (IOException e) {
      throw Failure.because(
          "The embedded database's password cannot be read from " + password + ".", e);
    }
  }

  /** Prefers the previous port, so that tools can remember it. */
  private int start() {
    var file = directory.resolve("port");
    try {
      var last = Files.exists(file) ? Integer.parseInt(Files.readString(file).strip()) : 0;
      var free = freePort(last);
      start(free);
      Files.writeString(file, free + "\n");
      return free;
    } catch (IOException | NumberFormatException e) {
      throw Failure.because("The file " + file + " cannot be used: " + e.getMessage(), e);
    }
  }

  private void start(int port) {
    forgetStranger();
    rotateLog();
    Program start = startOnce(port);
    // Processes of a killed one may still be exiting.
    for (var attempt = 1; !start.succeeded() && attempt < START_ATTEMPTS; attempt++) {
      pause();
      start = startOnce(port);
    }
    if (!start.succeeded()) {
      throw Failure.because(
          "The embedded PostgreSQL does not start; " + log + " says: " + lastWords() + ".");
    }
  }

  private Program startOnce(int port) {
    return run(
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
                "listen_addresses=" + HOST,
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

  private void stop() {
    if (running() == null) {
      return;
    }
    if (!stop("fast", 30).succeeded()) {
      require(stop("immediate", 30));
    }
  }

  private Program stop(String mode, int seconds) {
    return run(
        "pg_ctl",
        "",
        "stop",
        "--wait",
        "--timeout=" + seconds,
        "--mode=" + mode,
        "--pgdata=" + data);
  }

  private record Postmaster(ProcessHandle process, int port) {}

  /** The running PostgreSQL of these data; null without one. */
  private @Nullable Postmaster running() {
    var lines = pidFile();
    if (lines.size() < 4) {
      return null;
    }
    var process = ProcessHandle.of(Long.parseLong(lines.get(0).strip())).filter(this::isOurs);
    return process.isEmpty()
        ? null
        : new Postmaster(process.get(), Integer.parseInt(lines.get(3).strip()));
  }

  private List<String> pidFile() {
    try {
      return Files.readAllLines(data.resolve("postmaster.pid"));
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw Failure.because("The directory " + data + " cannot be read: " + e.getMessage(), e);
    }
  }

  private boolean isOurs(ProcessHandle process) {
    return process
        .info()
        .command()
        .filter(command -> Path.of(command).startsWith(real(directory.resolve("programs"))))
        .isPresent();
  }

  /**
   * After a reboot, another process may have the id in PostgreSQL's pid file, which PostgreSQL
   * would take for its own. Removes the file only if that process is certainly no PostgreSQL.
   */
  private void forgetStranger() {
    var lines = pidFile();
    if (lines.isEmpty()) {
      return;
    }
    var stranger =
        ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
            .flatMap(process -> process.info().command())
            .filter(command -> !Path.of(command).endsWith("postgres"));
    if (stranger.isPresent()) {
      try {
        Files.delete(data.resolve("postmaster.pid"));
      } catch (IOException e) {
        throw Failure.because("The directory " + data + " cannot be used: " + e.getMessage(), e);
      }
    }
  }

  private void rotateLog() {
    try {
      if (Files.exists(log) && Files.size(log) > MAX_LOG_BYTES) {
        Files.move(log, directory.resolve("postgres.log.old"), StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      LOG.warn("{} cannot be put aside: {}", log, e.getMessage());
    }
  }

  private String lastWords() {
    try (Stream<String> lines = Files.lines(log)) {
      return lines.filter(line -> line.contains("FATAL:")).reduce((_, last) -> last).orElse("-");
    } catch (IOException e) {
      return "-";
    }
  }

  private Program run(String program, String input, String... arguments) {
    var command = new ArrayList<>(user.prefix());
    command.add(binaries.resolve("bin").resolve(program).toString());
    command.addAll(List.of(arguments));
    try {
      return Program.run(command, directory, input);
    } catch (IOException e) {
      throw Failure.because("The embedded PostgreSQL cannot be run: " + e.getMessage(), e);
    }
  }

  private static void require(Program program) {
    if (!program.succeeded()) {
      throw failed("failed", program);
    }
  }

  private static Failure failed(String how, Program program) {
    return Failure.because(
        "The embedded PostgreSQL " + how + ": " + program.output().replaceAll("\\s*\\R\\s*", " "));
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path;
    }
  }

  private static int freePort(int preferred) throws IOException {
    try {
      return bind(preferred);
    } catch (IOException e) {
      return bind(0);
    }
  }

  private static int bind(int port) throws IOException {
    try (var socket = new ServerSocket(port, 1, InetAddress.ofLiteral(HOST))) {
      return socket.getLocalPort();
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
