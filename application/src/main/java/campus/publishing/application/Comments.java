package campus.publishing.application;

import campus.publishing.domain.Comment;
import campus.publishing.domain.CommentId;
import campus.shared.application.write.Entities;
import java.util.Collection;

/**
 * The comments, on locked posts. Maintains their counters, last and in the order of posts, then
 * totals. Comments are found only under the post of their id.
 */
public interface Comments extends Entities<CommentId, Comment> {

  /**
   * Adds comments.
   *
   * @throws campus.shared.domain.error.RuleBroken if a post is a draft
   */
  @Override
  void addAll(Collection<Comment> comments);

  /** Deletes locked comments. */
  @Override
  void deleteAll(Collection<CommentId> ids);
}
