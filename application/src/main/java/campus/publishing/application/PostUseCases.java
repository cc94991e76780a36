package campus.publishing.application;

import campus.publishing.domain.CategoryId;
import campus.publishing.domain.Label;
import campus.publishing.domain.PostId;
import campus.publishing.domain.TagId;
import campus.shared.application.Caller;
import campus.shared.domain.Etag;
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
  record TagChoice(@Nullable TagId id, @Nullable Label label) {

    public static TagChoice of(TagId id) {
      return new TagChoice(id, null);
    }

    public static TagChoice of(Label label) {
      return new TagChoice(null, label);
    }
  }

  /** A category, by one or the other; or none. */
  record CategoryChoice(@Nullable CategoryId id, @Nullable Label label) {

    public static final CategoryChoice NONE = new CategoryChoice(null, null);

    public static CategoryChoice of(CategoryId id) {
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
      PostId post,
      @Nullable String title,
      @Nullable String body,
      @Nullable CategoryChoice category,
      @Nullable List<TagChoice> tags,
      @Nullable Etag etag) {}

  /**
   * Writes posts, all or none, and answers their ids in order.
   *
   * @throws campus.shared.domain.NotFound if a category or a tag is not there
   * @throws campus.publishing.domain.TooManyTags if one has too many
   */
  List<PostId> create(Caller caller, List<NewPost> posts);

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
  void delete(Caller caller, PostId post, @Nullable Etag etag);

  /** Publishes a post, if it is not. */
  void publish(Caller caller, PostId post);

  /** Makes a draft of a post, if it is not. */
  void unpublish(Caller caller, PostId post);

  /**
   * Adds tags to a post; those that are missing are made.
   *
   * @throws campus.publishing.domain.TooManyTags if it would have too many
   */
  void addTags(Caller caller, PostId post, List<TagChoice> tags);

  /** Takes tags from a post, as far as it has them. */
  void removeTags(Caller caller, PostId post, List<TagChoice> tags);

  /** Takes all tags from a post. */
  void clearTags(Caller caller, PostId post);

  /**
   * Likes a post, if the caller does not.
   *
   * @throws campus.publishing.domain.PostNotPublished if it is a draft of his
   */
  void like(Caller caller, PostId post);

  /** Likes a post no longer, if the caller does. */
  void unlike(Caller caller, PostId post);
}
