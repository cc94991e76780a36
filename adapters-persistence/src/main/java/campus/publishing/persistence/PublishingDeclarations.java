package campus.publishing.persistence;

import campus.identity.persistence.IdentityDeclarations;
import campus.publishing.domain.Comment;
import campus.publishing.domain.Post;
import campus.publishing.domain.PublishingErrors;
import campus.publishing.domain.PublishingResources;
import campus.shared.application.query.FieldType;
import campus.shared.domain.Conflict;
import campus.shared.domain.DomainError;
import campus.shared.domain.Reason;
import campus.shared.persistence.declare.Resource;
import campus.shared.persistence.declare.ResourceDeclarations;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What can be read of members, posts and what hangs on them. */
@Singleton
final class PublishingDeclarations implements ResourceDeclarations {

  /** The newest first, as indexes have them. */
  private static final String NEWEST_FIRST = "{row}.publish_time DESC NULLS LAST, {row}.id DESC";

  private static final String PUBLISHED = "{row}.publish_time IS NOT NULL";

  // OFFSET 0 keeps a look-up for each row a look-up: the planner would rather read all that the
  // caller
  // follows or likes, and be wrong about how much that is.
  static final Resource MEMBER =
      Resource.of(PublishingResources.MEMBER, "users", "id")
          .label("username", "username_key")
          .sortable()
          .integer("post_count")
          .sortable()
          .integer("follower_count")
          .integer("following_count")
          .computed(
              "followed",
              "EXISTS (SELECT 1 FROM follows f"
                  + " WHERE f.follower_id = {caller} AND f.followee_id = {row}.id OFFSET 0)")
          .timestamp("create_time")
          .sortable()
          .one("profile", () -> IdentityDeclarations.PROFILE, "id", "user_id")
          .many("posts", () -> PublishingDeclarations.POST, "author_id")
          .where(PUBLISHED)
          .orderedBy(NEWEST_FIRST)
          .subset(
              "likers",
              "JOIN post_likes {subset} ON {subset}.user_id = {row}.id",
              "{subset}.post_id = {0}",
              "{subset}.create_time")
          .subset(
              "followers",
              "JOIN follows {subset} ON {subset}.follower_id = {row}.id",
              "{subset}.followee_id = {0}",
              "{subset}.create_time")
          .subset(
              "following",
              "JOIN follows {subset} ON {subset}.followee_id = {row}.id",
              "{subset}.follower_id = {0}",
              "{subset}.create_time")
          .build();

  static final Resource POST =
      Resource.of(PublishingResources.POST, "posts", "id")
          .owner("author_id")
          .rows("{row}.state = 'PUBLISHED' OR {row}.author_id = {caller}")
          .text("slug")
          .text("title")
          .sortable()
          .text("body")
          .upTo(Post.MAX_BODY)
          .large()
          .enumeration("state", Post.State.class)
          .timestamp("publish_time")
          .sortable()
          .nullable()
          .integer("comment_count")
          .integer("like_count")
          .computed(
              "liked",
              "EXISTS (SELECT 1 FROM post_likes l"
                  + " WHERE l.post_id = {row}.id AND l.user_id = {caller} OFFSET 0)")
          .timestamp("create_time")
          .sortable()
          .timestamp("update_time")
          .etag()
          .one("author", () -> MEMBER, "author_id", "id")
          .optional("category", () -> PublishingDeclarations.CATEGORY, "category_id", "id")
          .manyThrough(
              "tags", () -> PublishingDeclarations.TAG, "post_tags", "post_id", "tag_id", "")
          .shown()
          .orderedBy("{row}.link_order, {row}.label_key, {row}.id", "{link}.position")
          .bounded(Post.MAX_TAGS)
          .many("comments", () -> PublishingDeclarations.COMMENT, "post_id")
          .subset(
              "feed",
              new Resource.OwnersSubset(
                  "SELECT followee_id FROM follows WHERE follower_id = {caller}",
                  "SELECT following_count FROM users WHERE id = {caller}",
                  "author_id",
                  PUBLISHED,
                  List.of(
                      new Resource.Ordered("{row}.publish_time", FieldType.TIMESTAMP, true, true))))
          .subset("search", search())
          .build();

  /**
   * Up to so many posts are looked up and put in order, where a text is in them; of more, the
   * newest are walked.
   */
  private static final int FEW = 2000;

  private static final String IN_TITLE =
      "s.title_key LIKE {contains 0}"
          + " OR to_tsvector('simple', s.title_key) @@ plainto_tsquery('simple', {0})";

  private static final String ANYWHERE =
      "s.title_key LIKE {contains 0} OR s.body_key LIKE {contains 0}"
          + " OR s.words @@ plainto_tsquery('simple', {0})";

  private static Resource.Subset search() {
    return new Resource.FoundSubset(
        FEW,
        "JOIN LATERAL (SELECT "
            + IN_TITLE
            + " AS first, "
            + ANYWHERE
            + " AS found FROM post_texts s WHERE s.post_id = {row}.id OFFSET 0) {subset} ON TRUE",
        "SELECT s.post_id FROM post_texts s WHERE " + ANYWHERE,
        "SELECT s.post_id FROM post_texts s WHERE " + IN_TITLE,
        PUBLISHED,
        List.of(new Resource.Ordered("{row}.publish_time", FieldType.TIMESTAMP, true, true)));
  }

  static final Resource TAG =
      Resource.of(PublishingResources.TAG, "tags", "id")
          // An owner's tags that none of their posts has are as good as gone.
          .rows(
              "{row}.owner_id IS NULL OR ({row}.owner_id = {caller}"
                  + " AND EXISTS (SELECT 1 FROM post_tags l WHERE l.tag_id = {row}.id OFFSET 0))")
          .naturalOrder("{row}.label_key, {row}.id")
          .label("label", "label_key")
          .sortable()
          .unique()
          .integer("post_count")
          .sortable()
          .timestamp("create_time")
          .timestamp("update_time")
          .manyThrough("posts", () -> POST, "post_tags", "tag_id", "post_id", "")
          .where(PUBLISHED)
          .orderedBy(NEWEST_FIRST, "{link}.publish_time DESC NULLS LAST, {link}.post_id DESC")
          .build();

  static final Resource CATEGORY =
      Resource.of(PublishingResources.CATEGORY, "categories", "id")
          .label("label", "label_key")
          .sortable()
          .text("slug")
          .integer("post_count")
          .sortable()
          .timestamp("create_time")
          .timestamp("update_time")
          .many("posts", () -> POST, "category_id")
          .where(PUBLISHED)
          .orderedBy(NEWEST_FIRST)
          .build();

  static final Resource COMMENT =
      Resource.of(PublishingResources.COMMENT, "comments", "post_id", "id")
          .owner("author_id")
          .rows(
              "EXISTS (SELECT 1 FROM posts p WHERE p.id = {row}.post_id"
                  + " AND (p.state = 'PUBLISHED' OR p.author_id = {caller}))")
          .text("body")
          .upTo(Comment.MAX_BODY)
          .timestamp("create_time")
          .sortable()
          .timestamp("update_time")
          .one("post", () -> POST, "post_id", "id")
          .one("author", () -> MEMBER, "author_id", "id")
          .build();

  @Override
  public List<Resource> resources() {
    return List.of(MEMBER, POST, TAG, CATEGORY, COMMENT);
  }

  /** Of rows that refer to something which others have just deleted. */
  private static final List<String> DELETED =
      List.of(
          "posts_author_fkey",
          "posts_category_fkey",
          "post_tags_post_fkey",
          "post_tags_tag_fkey",
          "comments_post_fkey",
          "comments_author_fkey",
          "post_likes_post_fkey",
          "post_likes_user_fkey",
          "follows_follower_fkey",
          "follows_followee_fkey");

  @Override
  public Map<String, Supplier<DomainError>> constraints() {
    var errors = new HashMap<String, Supplier<DomainError>>();
    errors.put("posts_slug_key", SlugTaken::new);
    errors.put("posts_slug_number_key", SlugTaken::new);
    errors.put("tags_label_key", PublishingErrors::labelTaken);
    errors.put("categories_label_key", PublishingErrors::labelTaken);
    for (var reference : DELETED) {
      errors.put(
          reference,
          () ->
              new Conflict(
                  Reason.CONFLICT, "what this call is about has just been deleted; try again"));
    }
    return errors;
  }
}
