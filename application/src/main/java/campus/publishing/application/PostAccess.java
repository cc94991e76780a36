package campus.publishing.application;

import campus.publishing.application.Posts.PostStatus;
import campus.publishing.domain.Post;
import campus.shared.application.call.Caller;
import campus.shared.domain.error.NotAllowed;
import campus.shared.domain.error.NotFound;
import campus.shared.domain.name.Id;
import campus.shared.domain.name.UserId;
import campus.shared.domain.value.Role;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Access rules for posts: what a caller sees of those that were found. */
final class PostAccess {

  private final Caller caller;
  private final Map<Id<Post>, PostStatus> found = new HashMap<>();

  PostAccess(Caller caller, List<PostStatus> found) {
    this.caller = caller;
    found.forEach(post -> this.found.put(post.id(), post));
  }

  /**
   * Locks a post that the caller can see.
   *
   * @throws NotFound if it does not exist, or is another author's draft
   */
  static PostStatus lock(Posts posts, Caller caller, Id<Post> id) {
    return new PostAccess(caller, posts.lockStatuses(List.of(id), caller.requireUser()))
        .visible(id);
  }

  /**
   * A post, whether the caller can see it or not.
   *
   * @throws NotFound if it does not exist
   */
  PostStatus existing(Id<Post> id) {
    var post = found.get(id);
    if (post == null) {
      throw new NotFound(id.toName());
    }
    return post;
  }

  /**
   * A post that the caller can see.
   *
   * @throws NotFound if it does not exist, or is another author's draft
   */
  PostStatus visible(Id<Post> id) {
    var post = existing(id);
    if (!post.isPublished() && !isOwn(caller, post.author())) {
      throw new NotFound(id.toName());
    }
    return post;
  }

  static boolean isOwn(Caller caller, UserId author) {
    return caller.is(author) || caller.has(Role.ADMIN);
  }

  static void requireOwn(Caller caller, UserId author, String name) {
    if (!isOwn(caller, author)) {
      throw new NotAllowed(name + " may be changed only by its author and ADMIN");
    }
  }
}
