package campus.publishing.domain;

import java.time.Instant;

/**
 * What posts belong to.
 *
 * @param slug made of its first label; stays when it is renamed
 */
public record Category(
    CategoryId id, Label label, Slug slug, Instant createTime, Instant updateTime) {

  public static Category create(CategoryId id, Label label, Instant now) {
    return new Category(id, label, Slug.of(label.value()), now, now);
  }

  /** This category by another slug. */
  public Category at(Slug slug) {
    return new Category(id, label, slug, createTime, updateTime);
  }

  public Category rename(Label label, Instant now) {
    if (label.equals(this.label)) {
      return this;
    }
    return new Category(id, label, slug, createTime, now);
  }
}
