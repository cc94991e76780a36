package campus.server.database;

import static campus.server.database.FileFailures.explain;

import campus.server.settings.Failure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
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
  static final String HOST = "127.0.0.1";

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
  private static final String DIRECTORY = "postgres";
  private static final String SUPERUSER = "postgres";
  private static final String NAME = "campus"; // of the user and of the database

  private final Path directory;
  private final Path data;
  private final Path password;
  private final LockFile control;
  private final LockFile users;
  private final PostgresPrograms programs;
  private final Postmaster postmaster;
  private final int port;

  /**
   * Joins the processes of the home, and starts PostgreSQL if none has.
   *
   * @param poolSize the least number of connections
   */
  EmbeddedPostgres(Path home, int poolSize) {
    directory = home.resolve(DIRECTORY);
    data = dataIn(home);
    password = directory.resolve("password");
    Directories.create(directory);
    control = new LockFile(directory.resolve("control.lock"));
    users = new LockFile(directory.resolve("users.lock"));
    control.lockExclusively();
    try {
      programs = PostgresPrograms.in(directory);
      // Connections beyond a server's pool, for commands and people.
      postmaster = new Postmaster(programs, data, Math.max(100, poolSize + 40));
      port = join();
    } catch (RuntimeException e) {
      users.close();
      throw e;
    } finally {
      control.unlock();
    }
  }

  /** Whether the home has a database. */
  static boolean isIn(Path home) {
    return Files.isDirectory(dataIn(home));
  }

  private static Path dataIn(Path home) {
    return home.resolve(DIRECTORY, "data-" + VERSION);
  }

  DatabaseAddress address() {
    var secret =
        explain(
            "The embedded database's password cannot be read", () -> Files.readString(password));
    return new DatabaseAddress(
        "jdbc:postgresql://" + HOST + ":" + port + "/" + NAME,
        NAME,
        secret.strip(),
        data.toString());
  }

  Path dataDirectory() {
    return data;
  }

  /** Restarts it on the same port if it has died. */
  void revive() {
    control.lockExclusively();
    try {
      if (postmaster.port().isEmpty()) {
        LOG.warn("The embedded PostgreSQL has died and is restarted");
        postmaster.start(port);
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
        postmaster.stop();
      }
    } finally {
      users.close();
      control.close();
    }
  }

  private int join() {
    var alone = users.tryLockExclusively();
    if (alone) {
      postmaster.stop();
      if (!Files.exists(data)) {
        initialise();
      }
    } else {
      users.lockShared();
    }
    var found = postmaster.port().orElseGet(this::start);
    if (alone) {
      users.unlock();
      users.lockShared();
    }
    return found;
  }

  /** Atomic: only a complete directory gets its final name. */
  private void initialise() {
    var unfinished = directory.resolve("unfinished");
    Directories.delete(unfinished);
    var secret = newPassword();
    programs.require(
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
        "--builtin-locale=C.UTF-8");
    // No client can connect yet. The server's user owns its database, but is no superuser.
    var output =
        programs.require(
            "postgres",
            "CREATE ROLE %s LOGIN PASSWORD '%s'\nCREATE DATABASE %s OWNER %s\n"
                .formatted(NAME, secret, NAME, NAME),
            "--single",
            "-D",
            unfinished.toString(),
            "-c",
            "log_statement=none",
            "postgres");
    if (output.contains("ERROR:")) {
      throw PostgresPrograms.failure("cannot be set up", output);
    }
    explain(
        "The directory " + data + " cannot be created",
        () -> Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE));
  }

  private String newPassword() {
    var bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    var secret = HexFormat.of().formatHex(bytes);
    var ours = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    explain(
        "The file " + password + " cannot be written",
        () -> {
          Files.deleteIfExists(password);
          Files.createFile(password, ours);
          Files.writeString(password, secret + "\n");
          // Root may have given the directory to another user, who has to read this.
          Files.setOwner(password, Files.getOwner(directory));
        });
    return secret;
  }

  /** Prefers the previous port, so that tools can remember it. */
  private int start() {
    var file = directory.resolve("port");
    try {
      var last = Files.exists(file) ? Integer.parseInt(Files.readString(file).strip()) : 0;
      var free = freePort(last);
      postmaster.start(free);
      Files.writeString(file, free + "\n");
      return free;
    } catch (IOException | NumberFormatException e) {
      throw Failure.because("The file " + file + " cannot be used: " + e.getMessage(), e);
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
}
