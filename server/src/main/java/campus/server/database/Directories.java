package campus.server.database;

import campus.server.settings.Failure;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;

/** Directories owned by Campus. */
final class Directories {

  private Directories() {}

  /** Creates missing directories, accessible to this user only. */
  static void create(Path directory) {
    try {
      Files.createDirectories(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (AccessDeniedException e) {
      throw unusable(directory, "access to " + e.getFile() + " is denied", e);
    } catch (FileAlreadyExistsException e) {
      throw unusable(directory, e.getFile() + " is a file", e);
    } catch (IOException e) {
      throw unusable(directory, String.valueOf(e.getMessage()), e);
    }
  }

  static void delete(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw unusable(directory, String.valueOf(e.getMessage()), e);
    }
  }

  private static Failure unusable(Path directory, String why, IOException e) {
    return Failure.because("The directory " + directory + " cannot be used: " + why + ".", e);
  }
}
