package campus.shared.web.http;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What the bodies of all requests may take together while they arrive and are handled: so no number
 * of clients that send slowly exhausts the memory of the server.
 */
public final class BodyMemory {

  private final AtomicLong free;

  /**
   * @param bytes for all bodies together
   */
  public BodyMemory(long bytes) {
    this.free = new AtomicLong(bytes);
  }

  /** Takes some bytes, if they are free. */
  boolean take(int bytes) {
    if (free.addAndGet(-bytes) >= 0) {
      return true;
    }
    free.addAndGet(bytes);
    return false;
  }

  void giveBack(int bytes) {
    free.addAndGet(bytes);
  }
}
