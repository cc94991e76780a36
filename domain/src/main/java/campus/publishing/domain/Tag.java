package campus.publishing.domain;

import campus.shared.domain.Id;
import campus.shared.domain.Identified;
import campus.shared.domain.UserId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A topic of posts, created when the first post names it.
 *
 * @param owner null for a public tag; otherwise the author whose drafts have it, and who alone sees
 *     it: nobody else may learn what drafts are about
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
