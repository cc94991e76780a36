package campus.publishing.application;

import campus.publishing.application.Posts.PostStatus;
import campus.publishing.domain.Post;
import campus.shared.application.call.Caller;
import campus.shared.domain.Id;
import campus.shared.domain.NotAllowed;
import campus.shared.domain.NotFound;
import campus.shared.domain.Role;
import campus.shared.domain.UserId;
import java.util.Optional;

/** Who may do what on posts. */
final class PostAccess {

  private PostAccess() {}

  /**
   * How a post stands that the caller can see, locked so that the caller can hang something on it.
   *
   * @throws NotFound if there is none, or it is a draft of another author
   */
  static PostStatus lock(Posts posts, Caller caller, Id<Post> id) {
    return visible(posts.lockStatus(id, caller.requireUser()), caller, id);
  }

  /**
   * How a post stands that the caller can see.
   *
   * @throws NotFound if there is none, or it is a draft of somebody else
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
      throw new NotAllowed(name + " is for its author and ADMIN to change");
    }
  }
}
