package campus.publishing.application;

import campus.publishing.domain.Post;
import campus.shared.domain.name.Id;
import campus.shared.domain.name.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * The posts. Maintains the counters that depend on them, after all other writes, in the order:
 * tags, categories, users, totals.
 */
public interface Posts {

  /** The facts about a post that decide on access. */
  record PostStatus(Id<Post> id, UserId author, boolean isPublished) {}

  /**
   * Adds posts. A published post claims its slug, or the next free number if it is taken, also
   * against concurrent claims. The number of SQL statements is constant unless slugs collide.
   *
   * @param posts with existing tags and categories
   */
  void addAll(List<Post> posts);

  /**
   * Finds which of the users exist, in id order, and prevents their deletion until the transaction
   * ends.
   */
  List<UserId> lockAuthors(Collection<UserId> users);

  /**
   * Finds posts' statuses, in id order, without those that do not exist. Prevents that the posts
   * are deleted or change their state until the transaction ends.
   */
  List<PostStatus> keepStatuses(Collection<Id<Post>> ids);

  /**
   * Locks posts in id order, and finds their statuses, without those that do not exist: prevents
   * changes of the posts, and their deletion, until the transaction ends.
   */
  List<PostStatus> lockStatuses(Collection<Id<Post>> ids);

  /**
   * As {@link #lockStatuses(Collection)}, but locks a user's row first, against deletion.
   *
   * @return empty if the user does not exist
   */
  List<PostStatus> lockStatuses(Collection<Id<Post>> ids, UserId by);

  /**
   * Finds and locks posts, in id order. Locks their authors first, against deletion. Missing ones
   * are left out.
   */
  List<Post> lockAll(Collection<Id<Post>> ids);

  /**
   * A change of a post.
   *
   * @param before as it was locked
   */
  record Change(Post before, Post after) {}

  /** Changes locked posts, each once. The first publication of one claims its slug. */
  void updateAll(List<Change> changes);

  /** Deletes locked posts, with their comments and likes. */
  void deleteAll(List<Post> posts);

  /** Adds a like, unless it exists. Maintains the count of likes. */
  void like(Id<Post> id, UserId user, Instant now);

  /** Removes a like, if it exists. Maintains the count of likes. */
  void unlike(Id<Post> id, UserId user);
}
