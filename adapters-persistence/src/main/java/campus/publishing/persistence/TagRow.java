package campus.publishing.persistence;

import campus.publishing.domain.Label;
import campus.publishing.domain.Tag;
import campus.shared.domain.name.ResourceId;
import campus.shared.domain.name.UserId;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Without counts. */
@MappedEntity("tags")
record TagRow(
    @Id UUID id,
    String label,
    String labelKey,
    @Nullable UUID ownerId,
    Instant createTime,
    Instant updateTime) {

  static TagRow from(Tag tag) {
    return new TagRow(
        tag.id().value(),
        tag.label().value(),
        tag.label().key(),
        ResourceId.valueOf(tag.owner()),
        tag.createTime(),
        tag.updateTime());
  }

  Tag toDomain() {
    return new Tag(
        Tag.id(id),
        new Label(label),
        ownerId == null ? null : new UserId(ownerId),
        createTime,
        updateTime);
  }
}
