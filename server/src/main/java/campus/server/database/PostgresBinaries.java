package campus.server.database;

import campus.server.settings.Failure;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Unpacks the PostgreSQL programs on the class path, once per version. */
final class PostgresBinaries {

  private PostgresBinaries() {}

  /**
   * The directory with {@code bin}, {@code lib} and {@code share}. Not safe for concurrent
   * processes.
   */
  static Path unpackTo(Path parent) {
    var archive = archive();
    var directory = parent.resolve(nameOf(archive));
    if (Files.isDirectory(directory)) {
      return directory;
    }
    var unfinished = parent.resolve("unfinished");
    Directories.delete(unfinished);
    Directories.create(unfinished);
    return FileFailures.explain(
        "The embedded PostgreSQL cannot be unpacked to " + parent,
        () -> {
          unpack(archive, unfinished);
          return Files.move(unfinished, directory, StandardCopyOption.ATOMIC_MOVE);
        });
  }

  private static URL archive() {
    var name = "postgres-%s-%s.txz".formatted(system(), architecture());
    var url = PostgresBinaries.class.getClassLoader().getResource(name);
    if (url == null) {
      throw Failure.because(
          "There is no embedded PostgreSQL for %s on %s: set CAMPUS_DATABASE_URL to one of your own."
              .formatted(System.getProperty("os.name"), System.getProperty("os.arch")));
    }
    return url;
  }

  private static String system() {
    var name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    return name.contains("mac") ? "darwin" : name.contains("windows") ? "windows" : "linux";
  }

  private static String architecture() {
    return System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
  }

  /** The jar's name without extension, which includes the version. */
  private static String nameOf(URL archive) {
    var jar = archive.getPath().replaceFirst("!.*", "");
    return jar.substring(jar.lastIndexOf('/') + 1).replaceFirst("\\.[a-z]+$", "");
  }

  private static void unpack(URL archive, Path directory) throws IOException {
    try (var in = new BufferedInputStream(archive.openStream());
        var tar = new TarArchiveInputStream(new XZInputStream(in))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(tar, entry, directory.resolve(entry.getName()).normalize());
      }
    }
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path file)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(file);
      return;
    }
    Files.createDirectories(file.resolveSibling("."));
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
    } else {
      Files.copy(tar, file);
      var executable = (entry.getMode() & 0100) != 0;
      Files.setPosixFilePermissions(
          file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }
  }
}
