package campus.publishing.application;

import campus.publishing.domain.CommentId;
import campus.publishing.domain.Post;
import campus.shared.application.call.Caller;
import campus.shared.domain.Id;

/** Commenting on posts. Joins the transaction in progress, or is one of its own. */
public interface CommentUseCases {

  /**
   * Comments on a post.
   *
   * @throws campus.shared.domain.NotFound if there is no such post, or it is a draft of somebody
   *     else
   * @throws campus.shared.domain.RuleBroken if it is a draft of the caller's
   */
  CommentId create(Caller caller, Id<Post> post, String body);

  /**
   * Changes a comment; for its author and ADMIN.
   *
   * @throws campus.shared.domain.NotFound if there is no such comment, or its post is a draft of
   *     somebody else
   * @throws campus.shared.domain.NotAllowed if it is somebody else's
   */
  void rewrite(Caller caller, CommentId comment, String body);

  /**
   * Deletes a comment; for its author, the author of the post, and ADMIN.
   *
   * @throws campus.shared.domain.NotFound if there is no such comment, or its post is a draft of
   *     somebody else
   * @throws campus.shared.domain.NotAllowed if it is somebody else's, on somebody else's post
   */
  void delete(Caller caller, CommentId comment);
}
