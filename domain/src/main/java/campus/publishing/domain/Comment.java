package campus.publishing.domain;

import campus.shared.domain.Checks;
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

  public Comment {
    Checks.text("body", body, MAX_BODY);
  }

  public static Comment create(CommentId id, UserId author, String body, Instant now) {
    return new Comment(id, author, body, now, now);
  }

  public Comment rewrite(String body, Instant now) {
    if (body.equals(this.body)) {
      return this;
    }
    return new Comment(id, author, body, createTime, now);
  }
}
