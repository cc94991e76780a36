package campus.publishing.domain;

import campus.shared.domain.Text;
import campus.shared.domain.UserId;
import java.time.Instant;

/**
 * What somebody has to say on a published post. Changed by him; deleted by him, or by the post's
 * author.
 *
 * @param body 1 to 10,000 characters
 */
public record Comment(
    CommentId id, UserId author, String body, Instant createTime, Instant updateTime) {

  public static final int MAX_BODY = 10_000;

  private static final Text BODY = Text.body("body", MAX_BODY);

  public static Comment create(CommentId id, UserId author, String body, Instant now) {
    return new Comment(id, author, BODY.of(body), now, now);
  }

  public Comment rewrite(String body, Instant now) {
    var written = BODY.edited(this.body, body);
    if (written.equals(this.body)) {
      return this;
    }
    return new Comment(id, author, written, createTime, now);
  }
}
