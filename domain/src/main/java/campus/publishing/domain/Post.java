package campus.publishing.domain;

import campus.shared.domain.entity.Revision;
import campus.shared.domain.entity.Versioned;
import campus.shared.domain.name.Id;
import campus.shared.domain.name.UserId;
import campus.shared.domain.value.ImageUri;
import campus.shared.domain.value.Text;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A text by a member. It starts as a draft, visible only to its author, and can be published and
 * unpublished. Deleting it deletes its comments and likes.
 *
 * @param category null for none
 * @param slug made from the first title. The first publication claims it for good; drafts claim
 *     none, since a number would reveal other drafts
 * @param publishTime null for a draft
 * @param tags at most {@link #MAX_TAGS}, in the author's order; the constructor drops duplicates
 * @param revision unaffected by likes and comments
 */
public record Post(
    Id<Post> id,
    UserId author,
    @Nullable Id<Category> category,
    Slug slug,
    Content content,
    @Nullable Instant publishTime,
    List<Id<Tag>> tags,
    Revision revision)
    implements Versioned<Id<Post>> {

  /** The life cycle. */
  public enum State {
    DRAFT,
    PUBLISHED
  }

  public static final int MAX_TAGS = 50;
  public static final int MAX_BODY = 100_000;
  public static final int MAX_SUMMARY = 500;

  private static final Text TITLE = Text.line("title", 200);
  private static final Text SUMMARY = Text.optionalBody("summary", MAX_SUMMARY);
  private static final Text BODY = Text.optionalBody("body", MAX_BODY);

  /**
   * What readers see of a post.
   *
   * @param summary may be empty
   * @param body may be empty
   * @param coverImage null for none
   */
  public record Content(String title, String summary, String body, @Nullable ImageUri coverImage) {

    /** A title and a body alone. */
    public static Content of(String title, String body) {
      return new Content(title, "", body, null);
    }

    private Content checked() {
      return new Content(requireTitle(title), SUMMARY.of(summary), BODY.of(body), coverImage);
    }

    /** Checks what differs from {@code stored}. */
    private Content edited(Content stored) {
      return new Content(
          TITLE.edited(stored.title, title),
          SUMMARY.edited(stored.summary, summary),
          BODY.edited(stored.body, body),
          coverImage);
    }
  }

  public Post {
    tags = tags.stream().distinct().toList();
    if (tags.size() > MAX_TAGS) {
      throw PublishingErrors.tooManyTags(id);
    }
  }

  public static Id<Post> id(UUID value) {
    return new Id<>(PublishingResources.POST, value);
  }

  /**
   * Checks and cleans a title.
   *
   * @throws campus.shared.domain.error.InvalidRequest if it is not a line of 1 to 200 characters
   */
  public static String requireTitle(String title) {
    return TITLE.of(title);
  }

  /** A new draft. */
  public static Post draft(
      Id<Post> id,
      UserId author,
      @Nullable Id<Category> category,
      Content content,
      List<Id<Tag>> tags,
      Instant now) {
    var checked = content.checked();
    var slug = Slug.of(checked.title()).unclaimed();
    return new Post(id, author, category, slug, checked, null, tags, Revision.first(now));
  }

  public String title() {
    return content.title();
  }

  public String body() {
    return content.body();
  }

  public State state() {
    return publishTime == null ? State.DRAFT : State.PUBLISHED;
  }

  public boolean isPublished() {
    return state() == State.PUBLISHED;
  }

  /** Whether it is published for the first time, and has to claim a slug. */
  public boolean claimsSlug() {
    return isPublished() && !slug.isClaimed();
  }

  public Post at(Slug slug) {
    return new Post(id, author, category, slug, content, publishTime, tags, revision);
  }

  /** Publishes a new post at the moment of its creation. */
  public Post publishedAtOnce() {
    return new Post(id, author, category, slug, content, createTime(), tags, revision);
  }

  /**
   * Publishes this post; unchanged if it is published.
   *
   * @param tags the same tags, with public ones in place of the author's private ones
   */
  public Post publish(List<Id<Tag>> tags, Instant now) {
    return isPublished() ? this : edit(category, content, now, tags, now);
  }

  /** Turns this post into a draft; unchanged if it is one. */
  public Post unpublish(Instant now) {
    return edit(category, content, null, tags, now);
  }

  /** Replaces the contents; unchanged if all are equal, including the order of tags. */
  public Post rewrite(
      @Nullable Id<Category> category, Content content, Collection<Id<Tag>> tags, Instant now) {
    return edit(category, content.edited(this.content), publishTime, List.copyOf(tags), now);
  }

  /**
   * Appends tags; unchanged if the post has them all.
   *
   * @throws campus.shared.domain.error.RuleBroken if it would have more than {@link #MAX_TAGS}
   */
  public Post withTags(Collection<Id<Tag>> more, Instant now) {
    var all = Stream.concat(tags.stream(), more.stream()).toList();
    return rewrite(category, content, all, now);
  }

  /** Removes tags; unchanged if the post has none of them. */
  public Post withoutTags(Collection<Id<Tag>> less, Instant now) {
    var left = tags.stream().filter(tag -> !less.contains(tag)).toList();
    return rewrite(category, content, left, now);
  }

  private Post edit(
      @Nullable Id<Category> category,
      Content content,
      @Nullable Instant publishTime,
      List<Id<Tag>> tags,
      Instant now) {
    return revision.edit(
        this,
        now,
        revised -> new Post(id, author, category, slug, content, publishTime, tags, revised));
  }
}
