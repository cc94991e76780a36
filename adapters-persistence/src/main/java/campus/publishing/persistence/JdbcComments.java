package campus.publishing.persistence;

import campus.publishing.application.Comments;
import campus.publishing.domain.Comment;
import campus.publishing.domain.CommentId;
import campus.publishing.domain.PublishingErrors;
import campus.publishing.persistence.Counters.Total;
import campus.shared.persistence.entities.JdbcEntities;
import campus.shared.persistence.jdbc.Statements;
import campus.shared.persistence.jdbc.Statements.Values;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

@Singleton
final class JdbcComments extends JdbcEntities<CommentId, Comment, CommentRow> implements Comments {

  private static final String LOCK =
      """
      SELECT * FROM comments WHERE id = ANY(?) AND post_id = ANY(?) ORDER BY id FOR UPDATE
      """;

  private final Counters counters;

  JdbcComments(Statements statements, CommentRowRepository rows, Counters counters) {
    super(
        statements,
        PublishingDeclarations.COMMENT,
        rows,
        CommentRow.class,
        CommentRow::from,
        CommentRow::toDomain);
    this.counters = counters;
  }

  @Override
  public void addAll(Collection<Comment> comments) {
    super.addAll(comments);
    var published = count(comments.stream().map(Comment::id).toList(), 1);
    for (var comment : comments) {
      var post = comment.id().post();
      if (!published.contains(post.value())) {
        throw PublishingErrors.notPublished(post);
      }
    }
  }

  @Override
  public List<Comment> lockAll(Collection<CommentId> ids) {
    var wanted = Set.copyOf(ids);
    var posts = Values.uuids(ids.stream().map(id -> id.post().value()).distinct().toList());
    return find(LOCK, values(ids), posts).stream()
        .filter(comment -> wanted.contains(comment.id()))
        .toList();
  }

  @Override
  public void deleteAll(Collection<CommentId> ids) {
    super.deleteAll(ids);
    var _ = count(ids, -1);
  }

  /**
   * Counts comments, and those on published posts in the total.
   *
   * @param n of each
   * @return the published posts
   */
  private Set<UUID> count(Collection<CommentId> comments, long n) {
    var byPost = new HashMap<UUID, Long>();
    comments.forEach(id -> Counters.add(byPost, id.post().value(), n));
    var published = counters.addComments(byPost);
    byPost.keySet().retainAll(published);
    long total = byPost.values().stream().mapToLong(count -> count).sum();
    counters.addTotals(Map.of(Total.COMMENTS, total));
    return published;
  }
}
