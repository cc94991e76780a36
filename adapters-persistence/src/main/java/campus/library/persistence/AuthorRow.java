package campus.library.persistence;

import campus.library.domain.Author;
import campus.shared.domain.entity.Revision;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

@MappedEntity("authors")
record AuthorRow(
    @Id UUID id, String displayName, Instant createTime, Instant updateTime, long version) {

  static AuthorRow from(Author author) {
    return new AuthorRow(
        author.id().value(),
        author.displayName(),
        author.createTime(),
        author.updateTime(),
        author.version());
  }

  Author toDomain() {
    return new Author(Author.id(id), displayName, new Revision(createTime, updateTime, version));
  }
}
