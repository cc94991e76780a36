package campus.publishing.persistence;

import campus.publishing.domain.Category;
import campus.publishing.domain.Label;
import campus.publishing.domain.Slug;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

/** Without counts. */
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
    // A number becomes part of the base, since nothing reads it separately.
    return new Category(
        Category.id(id), new Label(label), new Slug(slug, 1), createTime, updateTime);
  }
}
