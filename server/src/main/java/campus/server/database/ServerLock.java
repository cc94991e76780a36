package campus.server.database;

import campus.server.settings.Failure;
import campus.server.settings.Setting;
import java.nio.file.Files;
import java.nio.file.Path;

/** Ensures that only one server uses a home. */
public final class ServerLock implements AutoCloseable {

  private static final String NAME = "server.lock";

  private final LockFile file;

  private ServerLock(LockFile file) {
    this.file = file;
  }

  /**
   * Checks that no other server uses the home; creates nothing.
   *
   * @throws Failure if another server does
   */
  public static void refuseSecond(Path home) {
    if (Files.exists(home.resolve(NAME))) {
      take(home).close();
    }
  }

  /**
   * Locks the home.
   *
   * @throws Failure if another server uses it
   */
  public static ServerLock take(Path home) {
    Directories.create(home);
    var file = new LockFile(home.resolve(NAME));
    if (!file.tryLockExclusively()) {
      var holder = file.read();
      file.close();
      throw Failure.because(
          "Another Campus server (process %s) runs on %s: stop it, or choose another home with %s."
              .formatted(holder, home, Setting.CAMPUS_HOME.named()));
    }
    file.write(String.valueOf(ProcessHandle.current().pid()));
    return new ServerLock(file);
  }

  @Override
  public void close() {
    file.close();
  }
}
