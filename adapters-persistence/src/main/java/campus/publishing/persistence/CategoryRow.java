package campus.publishing.persistence;

import campus.publishing.domain.Category;
import campus.publishing.domain.Label;
import campus.publishing.domain.Slug;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

/** A category, without what is counted of it. */
@MappedEntity("categories")
record CategoryRow(
    @Id UUID id,
    String label,
    String labelKey,
    String slug,
    Instant createTime,
    Instant updateTime) {

  static CategoryRow from(Category category) {
    return new CategoryRow(
        category.id().value(),
        category.label().value(),
        category.label().key(),
        category.slug().value(),
        category.createTime(),
        category.updateTime());
  }

  Category toDomain() {
    // Its number, if it has one, is part of the base from here on: nothing asks for it any more.
    return new Category(
        Category.id(id), new Label(label), new Slug(slug, 1), createTime, updateTime);
  }
}
