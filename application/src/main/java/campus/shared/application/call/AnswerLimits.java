package campus.shared.application.call;

/**
 * The most that one answer to a read may hold.
 *
 * @param messages resources, related ones included
 * @param bytes an upper estimate of the size on the wire
 */
public record AnswerLimits(int messages, int bytes) {

  /** Bounds the memory of many concurrent calls. */
  public static final AnswerLimits DEFAULT = new AnswerLimits(20_000, 4 * 1024 * 1024);

  public AnswerLimits {
    if (messages < 1 || bytes < 1) {
      throw new IllegalArgumentException("an answer holds something");
    }
  }
}
