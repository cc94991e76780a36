package campus.publishing.application;

import campus.publishing.domain.Comment;
import campus.publishing.domain.CommentId;
import java.util.Optional;

/** The comments. Maintains their counters. */
public interface Comments {

  /**
   * Adds a comment.
   *
   * @throws campus.shared.domain.error.RuleBroken if the post is a draft
   */
  void add(Comment comment);

  /** Finds and locks a comment. */
  Optional<Comment> lock(CommentId id);

  void update(Comment comment);

  /** Deletes a locked comment. */
  void delete(CommentId id);
}
