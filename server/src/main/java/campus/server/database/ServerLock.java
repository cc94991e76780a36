package campus.server.database;

import campus.server.settings.Failure;
import java.nio.file.Files;
import java.nio.file.Path;

/** Sees to it that only one server runs on a home. */
public final class ServerLock implements AutoCloseable {

  private static final String NAME = "server.lock";

  private final LockFile file;

  private ServerLock(LockFile file) {
    this.file = file;
  }

  /**
   * Looks whether another server has the home, and makes nothing.
   *
   * @throws Failure if one has
   */
  public static void refuseSecond(Path home) {
    if (Files.exists(home.resolve(NAME))) {
      take(home).close();
    }
  }

  /**
   * Takes the home.
   *
   * @throws Failure if another server has it
   */
  public static ServerLock take(Path home) {
    Directories.create(home);
    var file = new LockFile(home.resolve(NAME));
    if (!file.tryLockExclusively()) {
      var holder = file.read();
      file.close();
      throw Failure.because(
          "Another Campus server (process "
              + holder
              + ") runs on "
              + home
              + ": stop it, or choose another home with CAMPUS_HOME (--home).");
    }
    file.write(String.valueOf(ProcessHandle.current().pid()));
    return new ServerLock(file);
  }

  @Override
  public void close() {
    file.close();
  }
}
