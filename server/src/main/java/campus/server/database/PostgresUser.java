package campus.server.database;

import campus.server.settings.Failure;
import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/**
 * As whom PostgreSQL runs. It refuses to run as root; so for root it runs in a user namespace of
 * its own, where root is nobody in particular and yet owns the same files, or, where the system
 * does not allow that (many containers do not), as the unprivileged user that every system has.
 */
record PostgresUser(List<String> prefix) {

  private static final String NOBODY = "nobody";

  /** The user for programs that work in this directory, which is given to him when need be. */
  static PostgresUser in(Path directory) {
    if (new UnixSystem().getUid() != 0) {
      return new PostgresUser(List.of());
    }
    var namespace = List.of("unshare", "--user");
    if (runs(namespace)) {
      return new PostgresUser(namespace);
    }
    return nobody(directory);
  }

  static PostgresUser nobody(Path directory) {
    var prefix = List.of("setpriv", "--reuid=" + NOBODY, "--clear-groups", "--");
    if (!runs(prefix)) {
      throw Failure.because(
          "The embedded PostgreSQL refuses to run as root, and nothing here can start it as"
              + " somebody else: run Campus as another user, or set CAMPUS_DATABASE_URL.");
    }
    give(directory);
    if (!runs(List.of("setpriv", "--reuid=" + NOBODY, "--clear-groups", "--", "ls"), directory)) {
      throw Failure.because(
          "Started by root, the embedded PostgreSQL runs as "
              + NOBODY
              + ", who cannot enter "
              + directory
              + ": choose another home with CAMPUS_HOME (--home), such as /var/lib/campus.");
    }
    return new PostgresUser(prefix);
  }

  private static void give(Path directory) {
    try (var files = Files.walk(directory)) {
      var nobody =
          directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(NOBODY);
      for (var file : files.toList()) {
        if (!Files.isSymbolicLink(file)) {
          Files.setOwner(file, nobody);
        }
      }
      var home = directory.getParent();
      if (home != null) {
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx--x--x"));
      }
    } catch (IOException e) {
      throw Failure.because(
          "The directory " + directory + " cannot be given to " + NOBODY + ": " + e.getMessage(),
          e);
    }
  }

  private static boolean runs(List<String> prefix) {
    return runs(Stream.concat(prefix.stream(), Stream.of("true")).toList(), Path.of("/"));
  }

  private static boolean runs(List<String> command, Path directory) {
    try {
      return Program.run(command, directory, "").succeeded();
    } catch (IOException e) {
      return false;
    }
  }
}
