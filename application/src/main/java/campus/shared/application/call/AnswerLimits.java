package campus.shared.application.call;

/**
 * How much one answer to a read may hold.
 *
 * @param messages the most resources, those that come through relations included
 * @param bytes the most bytes, estimated from above as they go over the wire
 */
public record AnswerLimits(int messages, int bytes) {

  /** More than a client has a use for, and little enough for many callers at once. */
  public static final AnswerLimits DEFAULT = new AnswerLimits(20_000, 4 * 1024 * 1024);

  public AnswerLimits {
    if (messages < 1 || bytes < 1) {
      throw new IllegalArgumentException("an answer holds something");
    }
  }
}
