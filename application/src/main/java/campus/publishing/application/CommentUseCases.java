package campus.publishing.application;

import campus.publishing.domain.Comment;
import campus.publishing.domain.CommentId;
import campus.publishing.domain.Post;
import campus.shared.application.call.Caller;
import campus.shared.domain.name.Id;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Comments on posts, one or many: all or none. Each method joins the transaction in progress, or
 * opens one. The number of SQL statements does not grow with the number of comments.
 *
 * <p>{@link campus.shared.domain.error.NotFound} if a post or comment does not exist, or the post
 * is another author's draft.
 */
public interface CommentUseCases {

  /** A new comment with a valid body. */
  record NewComment(Id<Post> post, String body) {

    public NewComment {
      body = Comment.requireBody(body);
    }
  }

  /**
   * A change of a comment.
   *
   * @param body null leaves it unchanged
   */
  record Rewrite(CommentId comment, @Nullable String body) {}

  /**
   * Comments on posts.
   *
   * @return the ids, in order
   * @throws campus.shared.domain.error.RuleBroken if one of the posts is the caller's draft
   */
  List<CommentId> createAll(Caller caller, List<NewComment> comments);

  /**
   * Changes comments; for their authors and ADMIN.
   *
   * @param rewrites of different comments
   * @throws campus.shared.domain.error.NotAllowed for other callers
   * @throws campus.shared.domain.error.InvalidRequest with the index of an invalid body
   */
  void rewriteAll(Caller caller, List<Rewrite> rewrites);

  /**
   * Deletes comments; for their authors, the authors of their posts, and ADMIN.
   *
   * @param chosen different comments; runs inside the transaction, and may lock them and their
   *     posts
   * @throws campus.shared.domain.error.NotAllowed for other callers
   */
  void deleteAll(Caller caller, Supplier<List<CommentId>> chosen);

  /** As {@link #createAll}, for one. */
  default CommentId create(Caller caller, Id<Post> post, String body) {
    return createAll(caller, List.of(new NewComment(post, body))).getFirst();
  }

  /** As {@link #rewriteAll}, for one. */
  default void rewrite(Caller caller, CommentId comment, String body) {
    rewriteAll(caller, List.of(new Rewrite(comment, body)));
  }

  /** As {@link #deleteAll}, for one. */
  default void delete(Caller caller, CommentId comment) {
    deleteAll(caller, () -> List.of(comment));
  }
}
