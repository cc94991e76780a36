package campus.publishing.persistence;

import campus.publishing.domain.Comment;
import campus.publishing.domain.CommentId;
import campus.publishing.domain.Post;
import campus.shared.domain.name.UserId;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

@MappedEntity("comments")
record CommentRow(
    @Id UUID id, UUID postId, UUID authorId, String body, Instant createTime, Instant updateTime) {

  static CommentRow from(Comment comment) {
    return new CommentRow(
        comment.id().value(),
        comment.id().post().value(),
        comment.author().value(),
        comment.body(),
        comment.createTime(),
        comment.updateTime());
  }

  Comment toDomain() {
    return new Comment(
        new CommentId(Post.id(postId), id), new UserId(authorId), body, createTime, updateTime);
  }
}
