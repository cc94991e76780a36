package campus.publishing.application;

import campus.publishing.domain.Category;
import campus.publishing.domain.Label;
import campus.publishing.domain.Post;
import campus.publishing.domain.Tag;
import campus.shared.application.call.Caller;
import campus.shared.domain.Etag;
import campus.shared.domain.Id;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writing posts, and liking them. A post is changed by its author and ADMIN; drafts of others are
 * not there. Joins the transaction in progress, or is one of its own.
 *
 * <p>Where it takes a post, it throws {@link campus.shared.domain.NotFound} if there is none, or it
 * is a draft of somebody else; where it changes one, {@link campus.shared.domain.NotAllowed} if it
 * is somebody else's.
 */
public interface PostUseCases {

  /** A tag, by one or the other. */
  record TagChoice(@Nullable Id<Tag> id, @Nullable Label label) {

    public static TagChoice of(Id<Tag> id) {
      return new TagChoice(id, null);
    }

    public static TagChoice of(Label label) {
      return new TagChoice(null, label);
    }
  }

  /** A category, by one or the other; or none. */
  record CategoryChoice(@Nullable Id<Category> id, @Nullable Label label) {

    public static final CategoryChoice NONE = new CategoryChoice(null, null);

    public static CategoryChoice of(Id<Category> id) {
      return new CategoryChoice(id, null);
    }

    public static CategoryChoice of(Label label) {
      return new CategoryChoice(null, label);
    }
  }

  /**
   * A post to write.
   *
   * @param tags those that are missing are made
   */
  record NewPost(
      String title, String body, boolean published, CategoryChoice category, List<TagChoice> tags) {

    public NewPost {
      tags = List.copyOf(tags);
    }
  }

  /**
   * What to change of a post; null leaves a field as it is.
   *
   * @param tags take the place of all that it has
   * @param etag null for whichever state the post is in
   */
  record UpdatePost(
      Id<Post> post,
      @Nullable String title,
      @Nullable String body,
      @Nullable CategoryChoice category,
      @Nullable List<TagChoice> tags,
      @Nullable Etag etag) {}

  /**
   * Writes posts, all or none, and answers their ids in order.
   *
   * @throws campus.shared.domain.NotFound if a category or a tag is not there
   * @throws campus.shared.domain.RuleBroken if one has too many
   */
  List<Id<Post>> create(Caller caller, List<NewPost> posts);

  /**
   * Changes a post.
   *
   * @throws campus.shared.domain.StaleEtag if it has changed since
   */
  void update(Caller caller, UpdatePost update);

  /**
   * Deletes a post.
   *
   * @param etag null for whichever state the post is in
   * @throws campus.shared.domain.StaleEtag if it has changed since
   */
  void delete(Caller caller, Id<Post> post, @Nullable Etag etag);

  /** Publishes a post, if it is not. */
  void publish(Caller caller, Id<Post> post);

  /** Makes a draft of a post, if it is not. */
  void unpublish(Caller caller, Id<Post> post);

  /**
   * Adds tags to a post; those that are missing are made.
   *
   * @throws campus.shared.domain.RuleBroken if it would have too many
   */
  void addTags(Caller caller, Id<Post> post, List<TagChoice> tags);

  /** Takes tags from a post, as far as it has them. */
  void removeTags(Caller caller, Id<Post> post, List<TagChoice> tags);

  /** Takes all tags from a post. */
  void clearTags(Caller caller, Id<Post> post);

  /**
   * Likes a post, if the caller does not.
   *
   * @throws campus.shared.domain.RuleBroken if it is a draft of his
   */
  void like(Caller caller, Id<Post> post);

  /** Likes a post no longer, if the caller does. */
  void unlike(Caller caller, Id<Post> post);
}
