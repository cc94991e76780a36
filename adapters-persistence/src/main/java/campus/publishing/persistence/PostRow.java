package campus.publishing.persistence;

import campus.publishing.domain.Category;
import campus.publishing.domain.Post;
import campus.publishing.domain.Post.Content;
import campus.publishing.domain.Slug;
import campus.publishing.domain.Tag;
import campus.shared.domain.entity.Revision;
import campus.shared.domain.name.ResourceId;
import campus.shared.domain.name.UserId;
import campus.shared.domain.value.ImageUri;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Without tags and counts. */
@MappedEntity("posts")
record PostRow(
    @Id UUID id,
    UUID authorId,
    @Nullable UUID categoryId,
    String slug,
    String slugBase,
    @Nullable Long slugNumber,
    String title,
    String summary,
    String body,
    @Nullable String coverImageUri,
    String state,
    @Nullable Instant publishTime,
    Instant createTime,
    Instant updateTime,
    long version) {

  static PostRow from(Post post) {
    return new PostRow(
        post.id().value(),
        post.author().value(),
        ResourceId.valueOf(post.category()),
        post.slug().value(),
        post.slug().base(),
        post.slug().isClaimed() ? post.slug().number() : null,
        post.title(),
        post.content().summary(),
        post.body(),
        ImageUri.valueOf(post.content().coverImage()),
        post.state().name(),
        post.publishTime(),
        post.createTime(),
        post.updateTime(),
        post.version());
  }

  Post toDomain(List<UUID> tags) {
    return new Post(
        Post.id(id),
        new UserId(authorId),
        categoryId == null ? null : Category.id(categoryId),
        new Slug(slugBase, slugNumber == null ? 0 : slugNumber),
        new Content(title, summary, body, ImageUri.ofStored(coverImageUri)),
        publishTime,
        tags.stream().map(Tag::id).toList(),
        new Revision(createTime, updateTime, version));
  }
}
