package campus.publishing.application;

import campus.publishing.application.Posts.PostStatus;
import campus.publishing.domain.Post;
import campus.shared.application.call.Caller;
import campus.shared.domain.error.NotAllowed;
import campus.shared.domain.error.NotFound;
import campus.shared.domain.name.Id;
import campus.shared.domain.name.UserId;
import campus.shared.domain.value.Role;
import java.util.Optional;

/** Access rules for posts. */
final class PostAccess {

  private PostAccess() {}

  /**
   * Locks a post that the caller can see.
   *
   * @throws NotFound if it does not exist, or is another author's draft
   */
  static PostStatus lock(Posts posts, Caller caller, Id<Post> id) {
    return visible(posts.lockStatus(id, caller.requireUser()), caller, id);
  }

  /**
   * Finds a post that the caller can see.
   *
   * @throws NotFound if it does not exist, or is another author's draft
   */
  static PostStatus visible(Posts posts, Caller caller, Id<Post> id) {
    return visible(posts.find(id), caller, id);
  }

  private static PostStatus visible(Optional<PostStatus> found, Caller caller, Id<Post> id) {
    return found
        .filter(post -> post.isPublished() || isOwn(caller, post.author()))
        .orElseThrow(() -> new NotFound(id.toName()));
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
