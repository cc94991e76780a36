package campus.server.database;

import campus.server.settings.Failure;
import campus.server.settings.Setting;
import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The OS user that runs PostgreSQL: the owner of its files. PostgreSQL refuses to run as root, so
 * files of root are served from a user namespace, where root is unprivileged but owns them. Where
 * that is not allowed, as in many containers, an unprivileged system user gets the files.
 *
 * @param prefix the command prefix that switches the user
 */
record PostgresUser(List<String> prefix) {

  private static final int ROOT = 0;
  private static final String NOBODY = "nobody";
  private static final List<String> NAMESPACE = List.of("unshare", "--user");

  /** The user for programs that work in this directory. */
  static PostgresUser in(Path directory) {
    if (new UnixSystem().getUid() != ROOT) {
      return new PostgresUser(List.of());
    }
    return FileFailures.explain(
        "Started by root, PostgreSQL needs another user to work in " + directory + ", which failed",
        () -> {
          if (owner(directory) == ROOT) {
            if (runs(NAMESPACE, "true")) {
              return new PostgresUser(NAMESPACE);
            }
            var users = directory.getFileSystem().getUserPrincipalLookupService();
            Files.setOwner(directory, users.lookupPrincipalByName(NOBODY));
            // To enter the directory, the user has to pass the home.
            var home = Objects.requireNonNull(directory.getParent());
            Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx--x--x"));
          }
          chownAll(directory);
          return unprivileged(owner(directory), directory);
        });
  }

  private static PostgresUser unprivileged(int uid, Path directory) {
    var prefix = List.of("setpriv", "--reuid=" + uid, "--clear-groups", "--");
    if (!runs(prefix, "true")) {
      throw Failure.because(
          "The embedded PostgreSQL refuses to run as root, and nothing here can start it as"
              + " another user: run Campus as another user, or set CAMPUS_DATABASE_URL.");
    }
    if (!runs(prefix, "ls", directory.toString())) {
      throw Failure.because(
          """
          Started by root, the embedded PostgreSQL runs as another user, who cannot enter %s: choose \
          another home with %s, such as /var/lib/campus.\
          """
              .formatted(directory, Setting.CAMPUS_HOME.named()));
    }
    return new PostgresUser(prefix);
  }

  private static int owner(Path directory) throws IOException {
    return (int) Files.getAttribute(directory, "unix:uid");
  }

  /** Files added by root, such as a newer PostgreSQL's programs, need the same owner. */
  private static void chownAll(Path directory) throws IOException {
    var owner = Files.getOwner(directory);
    try (var children = Files.list(directory)) {
      for (var child : children.toList()) {
        if (!isData(child) || !Files.getOwner(child).equals(owner)) {
          chownTree(child, owner);
        }
      }
    }
  }

  private static void chownTree(Path top, UserPrincipal owner) throws IOException {
    try (var files = Files.walk(top)) {
      for (var file : files.filter(file -> !Files.isSymbolicLink(file)).toList()) {
        if (!Files.getOwner(file).equals(owner)) {
          Files.setOwner(file, owner);
        }
      }
    }
  }

  /** PostgreSQL created everything in there; and while it runs, files come and go. */
  private static boolean isData(Path directory) {
    return Files.exists(directory.resolve("PG_VERSION"));
  }

  private static boolean runs(List<String> prefix, String... command) {
    try {
      return Program.run(
              Stream.concat(prefix.stream(), Stream.of(command)).toList(), Path.of("/"), "")
          .succeeded();
    } catch (IOException e) {
      return false;
    }
  }
}
