package campus.publishing.domain;

import campus.shared.domain.entity.Identified;
import campus.shared.domain.name.Id;
import campus.shared.domain.name.UserId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A topic of posts, created when a post first names it.
 *
 * @param owner null for a public tag; otherwise the author of the drafts that have it, and the only
 *     one who sees it
 */
public record Tag(
    Id<Tag> id, Label label, @Nullable UserId owner, Instant createTime, Instant updateTime)
    implements Identified<Id<Tag>> {

  public static Id<Tag> id(UUID value) {
    return new Id<>(PublishingResources.TAG, value);
  }

  /**
   * @param owner null for a public tag
   */
  public static Tag create(Id<Tag> id, Label label, @Nullable UserId owner, Instant now) {
    return new Tag(id, label, owner, now, now);
  }

  public boolean isPublic() {
    return owner == null;
  }

  public Tag rename(Label label, Instant now) {
    return label.equals(this.label) ? this : new Tag(id, label, owner, createTime, now);
  }
}
