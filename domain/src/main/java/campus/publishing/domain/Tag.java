package campus.publishing.domain;

import campus.shared.domain.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What posts can be about. Made when it is needed first, renamed or deleted by those who keep
 * order.
 *
 * @param owner the author whose drafts alone have it, and who alone sees it: what drafts are about
 *     is nobody else's business. Null for one that all see, as those of published posts are
 */
public record Tag(
    TagId id, Label label, @Nullable UserId owner, Instant createTime, Instant updateTime) {

  /** A tag that all see, or its owner alone. */
  public static Tag create(TagId id, Label label, @Nullable UserId owner, Instant now) {
    return new Tag(id, label, owner, now, now);
  }

  public boolean isPublic() {
    return owner == null;
  }

  public Tag rename(Label label, Instant now) {
    if (label.equals(this.label)) {
      return this;
    }
    return new Tag(id, label, owner, createTime, now);
  }
}
