package campus.publishing.application;

import campus.publishing.domain.Category;
import campus.publishing.domain.Label;
import campus.publishing.domain.Post;
import campus.publishing.domain.Post.Content;
import campus.publishing.domain.Tag;
import campus.shared.application.call.Caller;
import campus.shared.application.write.Imports;
import campus.shared.application.write.Imports.Imported;
import campus.shared.application.write.Imports.Row;
import campus.shared.domain.entity.Etag;
import campus.shared.domain.name.Id;
import campus.shared.domain.name.UserId;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Writes and likes posts. Each method joins the transaction in progress, or opens one.
 *
 * <p>{@link campus.shared.domain.error.NotFound} if the post, a category or a tag does not exist,
 * or the post is another author's draft. {@link campus.shared.domain.error.NotAllowed} if a caller
 * other than the author and ADMIN changes it.
 */
public interface PostUseCases {

  /** A chosen tag or category, by either id or label; by neither for no category. */
  record Choice<E>(@Nullable Id<E> id, @Nullable Label label) {

    public static <E> Choice<E> of(Id<E> id) {
      return new Choice<>(id, null);
    }

    public static <E> Choice<E> of(Label label) {
      return new Choice<>(null, label);
    }

    public static <E> Choice<E> none() {
      return new Choice<>(null, null);
    }
  }

  /**
   * A new post.
   *
   * @param tags missing ones are created
   */
  record NewPost(
      Content content, boolean published, Choice<Category> category, List<Choice<Tag>> tags) {

    public NewPost {
      tags = List.copyOf(tags);
    }
  }

  /**
   * A row of an import.
   *
   * @param author any user
   * @param createTime null for now
   * @param publishTime null for the creation of the post
   */
  record ImportedPost(
      NewPost post, UserId author, @Nullable Instant createTime, @Nullable Instant publishTime) {}

  /**
   * An update of a post; null leaves a field unchanged.
   *
   * @param content makes the new content of the current one
   * @param tags replace all tags
   * @param etag null accepts any version
   * @param missing what the caller creates if the post is missing and no etag is given; null if it
   *     has to exist
   */
  record UpdatePost(
      Id<Post> post,
      UnaryOperator<Content> content,
      @Nullable Choice<Category> category,
      @Nullable List<Choice<Tag>> tags,
      @Nullable Etag etag,
      @Nullable NewPost missing) {}

  /**
   * Creates posts, all or none.
   *
   * @return their ids, in order
   * @throws campus.shared.domain.error.RuleBroken if one has too many tags
   */
  List<Id<Post>> create(Caller caller, List<NewPost> posts);

  /** Imports posts, for ADMIN; see {@link Imports.Import#save}. */
  Imported importRows(Caller caller, List<Row<ImportedPost>> rows);

  /**
   * Updates or creates posts, all or none.
   *
   * @param updates each of a different post
   * @throws campus.shared.domain.error.StaleEtag if one has another version
   * @throws campus.shared.domain.error.RuleBroken if one would have too many tags
   * @throws campus.shared.domain.error.Conflict if one was missing, and another call creates it
   */
  void update(Caller caller, List<UpdatePost> updates);

  /**
   * Deletes a post.
   *
   * @param etag null accepts any version
   * @throws campus.shared.domain.error.StaleEtag if it has another version
   */
  void delete(Caller caller, Id<Post> post, @Nullable Etag etag);

  /**
   * Deletes posts, all or none.
   *
   * @param chosen tells which, each once; runs in the transaction
   */
  void deleteAll(Caller caller, Supplier<List<Id<Post>>> chosen);

  /** Publishes a post; does nothing if it is published. */
  void publish(Caller caller, Id<Post> post);

  /** Turns a post into a draft; does nothing if it is one. */
  void unpublish(Caller caller, Id<Post> post);

  /**
   * Adds tags to a post, and creates missing ones.
   *
   * @throws campus.shared.domain.error.RuleBroken if it would have too many
   */
  void addTags(Caller caller, Id<Post> post, List<Choice<Tag>> tags);

  /** Removes tags from a post; ignores those that it does not have. */
  void removeTags(Caller caller, Id<Post> post, List<Choice<Tag>> tags);

  void clearTags(Caller caller, Id<Post> post);

  /**
   * Likes a post; does nothing if the caller does already.
   *
   * @throws campus.shared.domain.error.RuleBroken if it is the caller's draft
   */
  void like(Caller caller, Id<Post> post);

  /** Unlikes a post; does nothing if the caller does not like it. */
  void unlike(Caller caller, Id<Post> post);
}
