package campus.publishing.application;

import campus.publishing.domain.Comment;
import campus.publishing.domain.CommentId;
import campus.publishing.domain.Post;
import campus.publishing.domain.PublishingErrors;
import campus.shared.application.call.Caller;
import campus.shared.application.write.IdGenerator;
import campus.shared.application.write.Transactions;
import campus.shared.domain.error.NotAllowed;
import campus.shared.domain.error.NotFound;
import campus.shared.domain.name.Id;
import java.time.Clock;

/**
 * Races: commenting against unpublishing the post. Guard: the post's row lock. Editing a comment
 * twice. Guard: the comment's row lock; the last edit wins.
 */
record CommentService(
    Transactions transactions, Posts posts, Comments comments, IdGenerator ids, Clock clock)
    implements CommentUseCases {

  @Override
  public CommentId create(Caller caller, Id<Post> post, String body) {
    var id = new CommentId(post, ids.next());
    var comment = Comment.create(id, caller.requireUser(), body, clock.instant());
    transactions.write(() -> {
      if (!PostAccess.lock(posts, caller, post).isPublished()) {
        throw PublishingErrors.notPublished(post);
      }
      comments.add(comment);
    });
    return id;
  }

  @Override
  public void rewrite(Caller caller, CommentId id, String body) {
    transactions.write(() -> {
      PostAccess.visible(posts, caller, id.post());
      var comment = lock(id);
      PostAccess.requireOwn(caller, comment.author(), id.toName());
      var rewritten = comment.rewrite(body, clock.instant());
      if (!rewritten.equals(comment)) {
        comments.update(rewritten);
      }
    });
  }

  @Override
  public void delete(Caller caller, CommentId id) {
    transactions.write(() -> {
      var post =
          posts
              .lockStatus(id.post(), caller.requireUser())
              .orElseThrow(() -> new NotFound(id.post().toName()));
      var comment = comments.lock(id);
      boolean own = comment.filter(found -> PostAccess.isOwn(caller, found.author())).isPresent();
      // Authors may delete their comments even where they no longer see the post.
      if (!own && !post.isPublished() && !PostAccess.isOwn(caller, post.author())) {
        throw new NotFound(id.post().toName());
      }
      if (comment.isEmpty()) {
        throw new NotFound(id.toName());
      }
      if (!own && !caller.is(post.author())) {
        throw new NotAllowed(
            id.toName() + " may be deleted only by its author, the post's author and ADMIN");
      }
      comments.delete(id);
    });
  }

  private Comment lock(CommentId id) {
    return comments.lock(id).orElseThrow(() -> new NotFound(id.toName()));
  }
}
