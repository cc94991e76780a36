package campus.server.database;

import static campus.server.database.FileFailures.explain;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;

/** Directories owned by Campus. */
final class Directories {

  private Directories() {}

  /** Creates missing directories, accessible to this user only. */
  static void create(Path directory) {
    var ours = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    explain(problem(directory), () -> Files.createDirectories(directory, ours));
  }

  /** Deletes a directory with everything in it, if it exists. */
  static void delete(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    explain(
        problem(directory),
        () -> {
          try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
              Files.delete(file);
            }
          }
        });
  }

  private static String problem(Path directory) {
    return "The directory " + directory + " cannot be used";
  }
}
