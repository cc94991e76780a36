package campus.server.database;

import campus.server.settings.Failure;
import java.nio.file.Path;

/** Sees to it that only one server runs on a home. */
public final class ServerLock implements AutoCloseable {

  private final LockFile file;

  private ServerLock(LockFile file) {
    this.file = file;
  }

  /**
   * Takes the home.
   *
   * @throws Failure if another server has it
   */
  public static ServerLock take(Path home) {
    Directories.create(home);
    var file = new LockFile(home.resolve("server.lock"));
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
