package campus.publishing.application;

import campus.publishing.domain.Comment;
import campus.publishing.domain.CommentId;
import campus.publishing.domain.Post;
import campus.publishing.domain.PublishingErrors;
import campus.shared.application.call.Caller;
import campus.shared.application.write.IdGenerator;
import campus.shared.application.write.Transactions;
import campus.shared.domain.error.InvalidRequest;
import campus.shared.domain.error.NotAllowed;
import campus.shared.domain.error.NotFound;
import campus.shared.domain.name.Id;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Races: commenting against unpublishing or deleting a post. Guard: the post's row lock. Editing a
 * comment twice. Guard: the comment's row lock; the last edit wins.
 *
 * <p>Lock order: the caller, posts in id order, comments in id order.
 */
record CommentService(
    Transactions transactions, Posts posts, Comments comments, IdGenerator ids, Clock clock)
    implements CommentUseCases {

  @Override
  public List<CommentId> createAll(Caller caller, List<NewComment> wanted) {
    var author = caller.requireUser();
    var now = clock.instant();
    var made =
        wanted.stream()
            .map(one ->
                Comment.create(new CommentId(one.post(), ids.next()), author, one.body(), now))
            .toList();
    var created = made.stream().map(Comment::id).toList();
    transactions.write(() -> {
      var access = new PostAccess(caller, posts.lockStatuses(postsOf(created), author));
      for (var id : created) {
        if (!access.visible(id.post()).isPublished()) {
          throw PublishingErrors.notPublished(id.post());
        }
      }
      comments.addAll(made);
    });
    return created;
  }

  @Override
  public void rewriteAll(Caller caller, List<Rewrite> rewrites) {
    transactions.write(() -> {
      var wanted = rewrites.stream().map(Rewrite::comment).toList();
      var access = new PostAccess(caller, posts.keepStatuses(postsOf(wanted)));
      var locked = comments.lockById(wanted);
      var now = clock.instant();
      var changed = new ArrayList<Comment>();
      for (int i = 0; i < rewrites.size(); i++) {
        var id = wanted.get(i);
        var _ = access.visible(id.post());
        var comment = found(locked, id);
        PostAccess.requireOwn(caller, comment.author(), id.toName());
        var rewritten = rewritten(comment, rewrites.get(i).body(), now, i);
        if (!rewritten.equals(comment)) {
          changed.add(rewritten);
        }
      }
      comments.updateAll(changed);
    });
  }

  private static Comment rewritten(Comment comment, @Nullable String body, Instant now, int index) {
    try {
      return body == null ? comment : comment.rewrite(body, now);
    } catch (InvalidRequest e) {
      throw e.ofElement(index);
    }
  }

  @Override
  public void deleteAll(Caller caller, Supplier<List<CommentId>> chosen) {
    transactions.write(() -> {
      var doomed = chosen.get();
      var access = new PostAccess(caller, posts.lockStatuses(postsOf(doomed)));
      var locked = comments.lockById(doomed);
      doomed.forEach(id -> requireDeletable(caller, id, access, locked.get(id)));
      comments.deleteAll(doomed);
    });
  }

  private static void requireDeletable(
      Caller caller, CommentId id, PostAccess access, @Nullable Comment comment) {
    var post = access.existing(id.post());
    boolean own = comment != null && PostAccess.isOwn(caller, comment.author());
    // Authors may delete their comments even where they no longer see the post.
    if (!own) {
      var _ = access.visible(id.post());
    }
    if (comment == null) {
      throw new NotFound(id.toName());
    }
    if (!own && !caller.is(post.author())) {
      throw new NotAllowed(
          id.toName() + " may be deleted only by its author, the post's author and ADMIN");
    }
  }

  private static Set<Id<Post>> postsOf(Collection<CommentId> comments) {
    return comments.stream().map(CommentId::post).collect(Collectors.toSet());
  }

  private static Comment found(Map<CommentId, Comment> locked, CommentId id) {
    var comment = locked.get(id);
    if (comment == null) {
      throw new NotFound(id.toName());
    }
    return comment;
  }
}
