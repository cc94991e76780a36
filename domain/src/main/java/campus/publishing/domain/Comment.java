package campus.publishing.domain;

import campus.shared.domain.entity.Identified;
import campus.shared.domain.name.UserId;
import campus.shared.domain.value.Text;
import java.time.Instant;

/** A member's comment on a published post. */
public record Comment(
    CommentId id, UserId author, String body, Instant createTime, Instant updateTime)
    implements Identified<CommentId> {

  public static final int MAX_BODY = 10_000;

  private static final Text BODY = Text.body("body", MAX_BODY);

  /**
   * Checks the body of a new comment.
   *
   * @throws campus.shared.domain.error.InvalidRequest if it is invalid
   */
  public static String requireBody(String body) {
    return BODY.of(body);
  }

  public static Comment create(CommentId id, UserId author, String body, Instant now) {
    return new Comment(id, author, requireBody(body), now, now);
  }

  public Comment rewrite(String body, Instant now) {
    var written = BODY.edited(this.body, body);
    return written.equals(this.body) ? this : new Comment(id, author, written, createTime, now);
  }
}
