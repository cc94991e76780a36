package campus.server.database;

import campus.server.settings.Failure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A lock between processes. The operating system releases it when its process ends in any way. */
final class LockFile implements AutoCloseable {

  private final Path file;
  private final FileChannel channel;
  private @Nullable FileLock lock;

  LockFile(Path file) {
    this.file = file;
    try {
      this.channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** Waits until no other process holds it. */
  void lockExclusively() {
    lock(false);
  }

  /** Waits until no other process holds it exclusively. */
  void lockShared() {
    lock(true);
  }

  boolean tryLockExclusively() {
    try {
      lock = channel.tryLock();
      return lock != null;
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  void unlock() {
    try {
      if (lock != null) {
        lock.release();
        lock = null;
      }
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** Names the holder, for others that fail to get it. */
  void write(String holder) {
    try {
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)), 0);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  String read() {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private void lock(boolean shared) {
    try {
      lock = channel.lock(0, Long.MAX_VALUE, shared);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private Failure unusable(IOException e) {
    var why = e instanceof AccessDeniedException ? "access is denied" : e.getMessage();
    return Failure.because("The file " + file + " cannot be used: " + why + ".", e);
  }
}
