package campus.publishing.application;

import campus.publishing.domain.Comment;
import campus.publishing.domain.CommentId;
import java.util.Optional;

/** The comments. Keeps the counts of them, of each post and in all. */
public interface Comments {

  /**
   * Adds a comment.
   *
   * @throws campus.shared.domain.RuleBroken if the post has just become a draft
   */
  void add(Comment comment);

  /** Gets a comment, and keeps others from changing it until the transaction ends. */
  Optional<Comment> lock(CommentId id);

  /** Changes a comment that was locked before. */
  void update(Comment comment);

  /** Deletes a comment that was locked before. */
  void delete(CommentId id);
}
