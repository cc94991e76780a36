package campus.publishing.persistence;

import campus.publishing.domain.Label;
import campus.publishing.domain.Tag;
import campus.publishing.domain.TagId;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

/** A tag, without what is counted of it. */
@MappedEntity("tags")
record TagRow(@Id UUID id, String label, String labelKey, Instant createTime, Instant updateTime) {

  static TagRow from(Tag tag) {
    return new TagRow(
        tag.id().value(),
        tag.label().value(),
        tag.label().key(),
        tag.createTime(),
        tag.updateTime());
  }

  Tag toDomain() {
    return new Tag(new TagId(id), new Label(label), createTime, updateTime);
  }
}
