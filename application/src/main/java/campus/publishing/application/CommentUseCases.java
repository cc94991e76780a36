package campus.publishing.application;

import campus.publishing.domain.CommentId;
import campus.publishing.domain.Post;
import campus.shared.application.call.Caller;
import campus.shared.domain.name.Id;

/**
 * Comments on posts. Each method joins the transaction in progress, or opens one.
 *
 * <p>{@link campus.shared.domain.error.NotFound} if the post or comment does not exist, or the post
 * is another author's draft.
 */
public interface CommentUseCases {

  /**
   * Comments on a post.
   *
   * @throws campus.shared.domain.error.RuleBroken if it is the caller's draft
   */
  CommentId create(Caller caller, Id<Post> post, String body);

  /**
   * Changes a comment; for its author and ADMIN.
   *
   * @throws campus.shared.domain.error.NotAllowed for other callers
   */
  void rewrite(Caller caller, CommentId comment, String body);

  /**
   * Deletes a comment; for its author, the post's author and ADMIN.
   *
   * @throws campus.shared.domain.error.NotAllowed for other callers
   */
  void delete(Caller caller, CommentId comment);
}
