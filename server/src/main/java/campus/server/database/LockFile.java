package campus.server.database;

import static campus.server.database.FileFailures.explain;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A lock between processes. The operating system releases it when its process ends in any way. */
final class LockFile implements AutoCloseable {

  private final Path file;
  private final String problem;
  private final FileChannel channel;
  private @Nullable FileLock lock;

  LockFile(Path file) {
    this.file = file;
    problem = "The file " + file + " cannot be used";
    channel =
        explain(
            problem,
            () ->
                FileChannel.open(
                    file,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE));
  }

  /** Waits until no other process holds it. */
  void lockExclusively() {
    lock(false);
  }

  /** Waits until no other process holds it exclusively. */
  void lockShared() {
    lock(true);
  }

  private void lock(boolean shared) {
    lock = explain(problem, () -> channel.lock(0, Long.MAX_VALUE, shared));
  }

  boolean tryLockExclusively() {
    explain(problem, () -> lock = channel.tryLock());
    return lock != null;
  }

  void unlock() {
    if (lock != null) {
      explain(problem, lock::release);
      lock = null;
    }
  }

  /** Names the holder, for others that fail to get it. */
  void write(String holder) {
    explain(
        problem,
        () -> {
          channel.truncate(0);
          channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)), 0);
        });
  }

  String read() {
    return explain(problem, () -> Files.readString(file).strip());
  }

  @Override
  public void close() {
    explain(problem, channel::close);
  }
}
