package campus.publishing.persistence;

import campus.publishing.application.Comments;
import campus.publishing.domain.Comment;
import campus.publishing.domain.CommentId;
import campus.publishing.domain.Post;
import campus.publishing.domain.PublishingErrors;
import campus.publishing.persistence.Counters.Total;
import campus.shared.domain.Id;
import campus.shared.persistence.jdbc.Statements;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

@Singleton
final class JdbcComments implements Comments {

  /** Returns the state of the post under its row lock. */
  private static final String COUNT =
      "UPDATE posts SET comment_count = comment_count + ? WHERE id = ? RETURNING state";

  private final CommentRowRepository comments;
  private final Statements statements;
  private final Counters counters;

  JdbcComments(CommentRowRepository comments, Statements statements, Counters counters) {
    this.comments = comments;
    this.statements = statements;
    this.counters = counters;
  }

  @Override
  public void add(Comment comment) {
    comments.save(CommentRow.from(comment));
    if (!count(comment.id().post(), 1)) {
      throw PublishingErrors.notPublished(comment.id().post());
    }
  }

  @Override
  public Optional<Comment> lock(CommentId id) {
    return comments
        .findByIdAndPostIdForUpdate(id.value(), id.post().value())
        .map(CommentRow::toDomain);
  }

  @Override
  public void update(Comment comment) {
    comments.update(CommentRow.from(comment));
  }

  @Override
  public void delete(CommentId id) {
    comments.deleteById(id.value());
    count(id.post(), -1);
  }

  /**
   * Counts a comment; returns whether the post is published, and the comment so part of the total.
   */
  private boolean count(Id<Post> post, long n) {
    boolean published =
        statements.query(COUNT, rows -> rows.getString(1), n, post.value()).contains("PUBLISHED");
    if (published) {
      counters.addTotals(Map.of(Total.COMMENTS, n));
    }
    return published;
  }
}
