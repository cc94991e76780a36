package campus.publishing.domain;

import campus.shared.domain.entity.Identified;
import campus.shared.domain.name.Id;
import java.time.Instant;
import java.util.UUID;

/**
 * A category of posts.
 *
 * @param slug made from the first label; renaming keeps it
 */
public record Category(
    Id<Category> id, Label label, Slug slug, Instant createTime, Instant updateTime)
    implements Identified<Id<Category>> {

  public static Id<Category> id(UUID value) {
    return new Id<>(PublishingResources.CATEGORY, value);
  }

  public static Category create(Id<Category> id, Label label, Instant now) {
    return new Category(id, label, Slug.of(label.value()), now, now);
  }

  public Category at(Slug slug) {
    return new Category(id, label, slug, createTime, updateTime);
  }

  public Category rename(Label label, Instant now) {
    return label.equals(this.label) ? this : new Category(id, label, slug, createTime, now);
  }
}
