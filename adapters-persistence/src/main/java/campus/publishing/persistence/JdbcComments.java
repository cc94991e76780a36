package campus.publishing.persistence;

import campus.publishing.application.Comments;
import campus.publishing.domain.Comment;
import campus.publishing.domain.CommentId;
import campus.publishing.domain.Post;
import campus.publishing.domain.PublishingErrors;
import campus.publishing.persistence.Counters.Total;
import campus.shared.domain.name.Id;
import campus.shared.persistence.jdbc.Statements;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
abstract class JdbcComments implements Comments, GenericRepository<CommentRow, UUID> {

  /** Returns the state of the post under its row lock. */
  private static final String COUNT =
      "UPDATE posts SET comment_count = comment_count + ? WHERE id = ? RETURNING state";

  private final Statements statements;
  private final Counters counters;

  JdbcComments(Statements statements, Counters counters) {
    this.statements = statements;
    this.counters = counters;
  }

  abstract void save(CommentRow comment);

  abstract void update(CommentRow comment);

  abstract Optional<CommentRow> findByIdAndPostIdForUpdate(UUID id, UUID postId);

  abstract void deleteById(UUID id);

  @Override
  public void add(Comment comment) {
    save(CommentRow.from(comment));
    if (!count(comment.id().post(), 1)) {
      throw PublishingErrors.notPublished(comment.id().post());
    }
  }

  @Override
  public Optional<Comment> lock(CommentId id) {
    return findByIdAndPostIdForUpdate(id.value(), id.post().value()).map(CommentRow::toDomain);
  }

  @Override
  public void update(Comment comment) {
    update(CommentRow.from(comment));
  }

  @Override
  public void delete(CommentId id) {
    deleteById(id.value());
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
