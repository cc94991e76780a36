package campus.publishing.domain;

import campus.shared.domain.Etag;
import campus.shared.domain.StaleEtag;
import campus.shared.domain.Text;
import campus.shared.domain.UserId;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something that a member writes: a draft that he alone sees, until he publishes it, for all; he
 * may take it back to a draft. Gone when deleted, with its comments and likes.
 *
 * @param category null for none
 * @param slug made of its first title; stays when that changes. Claimed when the post is published
 *     first, and from then on no other post's: a draft's number would tell of other drafts
 * @param title 1 to 200 characters
 * @param body at most 100,000 characters, may be empty
 * @param publishTime null for a draft
 * @param tags at most {@link #MAX_TAGS}, in the order that their author gave them
 * @param version grows with each change; likes and comments are none
 */
public record Post(
    PostId id,
    UserId author,
    @Nullable CategoryId category,
    Slug slug,
    String title,
    String body,
    @Nullable Instant publishTime,
    Set<TagId> tags,
    Instant createTime,
    Instant updateTime,
    long version) {

  /** Where a post is in its life. */
  public enum State {
    DRAFT,
    PUBLISHED
  }

  /** The most tags that a post has. */
  public static final int MAX_TAGS = 50;

  public static final int MAX_BODY = 100_000;

  private static final Text TITLE = Text.line("title", 200);
  private static final Text BODY = Text.optionalBody("body", MAX_BODY);

  public Post {
    tags = Collections.unmodifiableSet(new LinkedHashSet<>(tags));
    if (tags.size() > MAX_TAGS) {
      throw new TooManyTags(id);
    }
  }

  /**
   * What a title has to be.
   *
   * @return the title, cleaned
   * @throws campus.shared.domain.InvalidRequest if it is not
   */
  public static String requireTitle(String title) {
    return TITLE.of(title);
  }

  /** A new draft. */
  public static Post draft(
      PostId id,
      UserId author,
      @Nullable CategoryId category,
      String title,
      String body,
      Set<TagId> tags,
      Instant now) {
    var titled = requireTitle(title);
    return new Post(
        id,
        author,
        category,
        Slug.of(titled).unclaimed(),
        titled,
        BODY.of(body),
        null,
        tags,
        now,
        now,
        1);
  }

  public State state() {
    return publishTime == null ? State.DRAFT : State.PUBLISHED;
  }

  public boolean isPublished() {
    return state() == State.PUBLISHED;
  }

  /** Whether it is published first, so that it gets a slug of its own. */
  public boolean claimsSlug() {
    return isPublished() && !slug.isClaimed();
  }

  public Etag etag() {
    return Etag.ofVersion(version);
  }

  /**
   * This post, if it is still the one that the etag was read of.
   *
   * @param expected null for whichever
   * @throws StaleEtag if it is not
   */
  public Post at(@Nullable Etag expected) {
    if (expected != null && !expected.equals(etag())) {
      throw new StaleEtag(id.toName());
    }
    return this;
  }

  /** This post by another slug. */
  public Post at(Slug slug) {
    return new Post(
        id,
        author,
        category,
        slug,
        title,
        body,
        publishTime,
        tags,
        createTime,
        updateTime,
        version);
  }

  /** This post as it was made, published by then. */
  public Post publishedAtOnce() {
    return new Post(
        id, author, category, slug, title, body, createTime, tags, createTime, updateTime, version);
  }

  /**
   * This post, published; itself where it is.
   *
   * @param tags the same tags, but in the place of its author's own those that all see
   */
  public Post publish(Set<TagId> tags, Instant now) {
    return isPublished() ? this : changed(category, title, body, now, tags, now);
  }

  /** This post, a draft; itself where it is. */
  public Post unpublish(Instant now) {
    return isPublished() ? changed(category, title, body, null, tags, now) : this;
  }

  /** This post with other contents; itself where they are the same, the order of tags included. */
  public Post rewrite(
      @Nullable CategoryId category, String title, String body, Set<TagId> tags, Instant now) {
    var titled = TITLE.edited(this.title, title);
    var written = BODY.edited(this.body, body);
    boolean same =
        Objects.equals(category, this.category)
            && titled.equals(this.title)
            && written.equals(this.body)
            && List.copyOf(tags).equals(List.copyOf(this.tags));
    return same ? this : changed(category, titled, written, publishTime, tags, now);
  }

  /**
   * This post with more tags after those that it has; itself where it has them.
   *
   * @throws TooManyTags if it would have more than {@link #MAX_TAGS}
   */
  public Post withTags(Set<TagId> more, Instant now) {
    var all = new LinkedHashSet<>(tags);
    return all.addAll(more) ? rewrite(category, title, body, all, now) : this;
  }

  /** This post with less tags; itself where it has none of them. */
  public Post withoutTags(Set<TagId> less, Instant now) {
    var left = new LinkedHashSet<>(tags);
    return left.removeAll(less) ? rewrite(category, title, body, left, now) : this;
  }

  private Post changed(
      @Nullable CategoryId category,
      String title,
      String body,
      @Nullable Instant publishTime,
      Set<TagId> tags,
      Instant now) {
    return new Post(
        id, author, category, slug, title, body, publishTime, tags, createTime, now, version + 1);
  }
}
