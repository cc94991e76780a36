package campus.publishing.application;

import campus.publishing.domain.Post;
import campus.shared.domain.Id;
import campus.shared.domain.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The posts. Keeps what is counted of them (of tags, categories, authors, and in all) in the
 * transaction that changes it, after everything else, in the order: tags, categories, users,
 * totals.
 */
public interface Posts {

  /** What of a post decides who may do what on it. */
  record PostStatus(Id<Post> id, UserId author, boolean isPublished) {}

  /**
   * Adds posts. Each that is published claims its slug, or, where that is taken, one of the next
   * numbers that are free, also when others add posts of the same title meanwhile. A number of SQL
   * statements that does not grow with theirs, unless slugs collide.
   *
   * @param posts their tags and categories exist
   */
  void addAll(List<Post> posts);

  /** How a post stands; does not lock it. */
  Optional<PostStatus> find(Id<Post> id);

  /**
   * How a post stands, for a user who is about to hang something on it or to take it away. Keeps
   * others from changing the post, and from deleting either, until the transaction ends. Locks the
   * user's row, then the post's.
   *
   * @return empty if there is no such post or no such user
   */
  Optional<PostStatus> lockStatus(Id<Post> id, UserId by);

  /**
   * Gets a post, and keeps others from changing it until the transaction ends. Locks its author's
   * row so that they are not deleted, then the post's.
   */
  Optional<Post> lock(Id<Post> id);

  /**
   * Changes a post that was locked before. One that is published first claims its slug.
   *
   * @param before as it was locked
   */
  void update(Post before, Post after);

  /** Deletes posts that were locked before, with their comments and likes. */
  void deleteAll(Collection<Post> posts);
}
