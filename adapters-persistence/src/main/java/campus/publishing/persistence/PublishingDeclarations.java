package campus.publishing.persistence;

import campus.identity.persistence.IdentityDeclarations;
import campus.publishing.domain.Comment;
import campus.publishing.domain.Post;
import campus.publishing.domain.PublishingErrors;
import campus.publishing.domain.PublishingResources;
import campus.shared.application.query.FieldType;
import campus.shared.domain.error.Conflict;
import campus.shared.domain.error.DomainError;
import campus.shared.domain.error.Reason;
import campus.shared.domain.value.ImageUri;
import campus.shared.persistence.declare.Resource;
import campus.shared.persistence.declare.ResourceDeclarations;
import campus.shared.persistence.declare.Row;
import campus.shared.persistence.declare.RowSql;
import campus.shared.persistence.declare.Subset;
import campus.shared.persistence.declare.Subset.Ordered;
import campus.shared.persistence.jdbc.Sql;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Members, posts, tags, categories and comments: what can be read of them. */
@Singleton
final class PublishingDeclarations implements ResourceDeclarations {

  private static final RowSql PUBLISHED =
      row -> Sql.of(row.column("publish_time") + " IS NOT NULL");
  private static final Ordered BY_PUBLISH_TIME =
      Ordered.newest((row, _) -> row.column("publish_time"), true);
  private static final Ordered BY_LABEL = Ordered.by("label_key", FieldType.LABEL);
  private static final Ordered BY_POSITION =
      new Ordered((_, link) -> link.column("position"), FieldType.INTEGER, false, false);

  // OFFSET 0 keeps a look-up for each row. Without it the planner reads all that the caller follows
  // or likes, and is wrong about how much that is.
  static final Resource MEMBER =
      Resource.of(PublishingResources.MEMBER, "users", "id")
          .label("username", "username_key")
          .natural()
          .sortable()
          .unique()
          .integer("post_count")
          .sortable()
          .integer("follower_count")
          .integer("following_count")
          .computed(
              "followed",
              row ->
                  Sql.of(
                      "EXISTS (SELECT 1 FROM follows f WHERE f.follower_id = ",
                      Sql.CALLER,
                      " AND f.followee_id = " + row.column("id") + " OFFSET 0)"))
          .timestamp("create_time")
          .sortable()
          .one("profile", () -> IdentityDeclarations.PROFILE, "id", "user_id")
          .many("posts", () -> PublishingDeclarations.POST, "author_id")
          .where(PUBLISHED)
          .orderedBy(BY_PUBLISH_TIME)
          .manyThrough(
              "liked_posts", () -> PublishingDeclarations.POST, "post_likes", "user_id", "post_id")
          .where(PUBLISHED)
          .newestLinkFirst("create_time", false)
          .manyThrough(
              "followers",
              () -> PublishingDeclarations.MEMBER,
              "follows",
              "followee_id",
              "follower_id")
          .newestLinkFirst("create_time", false)
          .manyThrough(
              "followed_members",
              () -> PublishingDeclarations.MEMBER,
              "follows",
              "follower_id",
              "followee_id")
          .newestLinkFirst("create_time", false)
          .build();

  static final Resource POST =
      Resource.of(PublishingResources.POST, "posts", "id")
          .owner("author_id")
          .rows(PublishingDeclarations::isReadable)
          .text("slug")
          // A draft can have the slug of a published post.
          .natural("publish_time")
          .text("title")
          .sortable()
          .text("body")
          .upTo(Post.MAX_BODY)
          .large()
          .text("summary")
          .upTo(Post.MAX_SUMMARY)
          .text("cover_image_uri")
          .upTo(ImageUri.MAX_LENGTH)
          .nullable()
          .enumeration("state", Post.State.class)
          .timestamp("publish_time")
          .sortable()
          .nullable()
          .integer("comment_count")
          .integer("like_count")
          .computed(
              "liked",
              row ->
                  Sql.of(
                      "EXISTS (SELECT 1 FROM post_likes l WHERE l.post_id = " + row.column("id"),
                      " AND l.user_id = ",
                      Sql.CALLER,
                      " OFFSET 0)"))
          .timestamp("create_time")
          .sortable()
          .timestamp("update_time")
          .etag()
          .one("author", () -> MEMBER, "author_id", "id")
          .optional("category", () -> PublishingDeclarations.CATEGORY, "category_id", "id")
          .manyThrough("tags", () -> PublishingDeclarations.TAG, "post_tags", "post_id", "tag_id")
          .shown()
          .orderedBy(BY_POSITION, BY_LABEL)
          .bounded(Post.MAX_TAGS)
          .many("comments", () -> PublishingDeclarations.COMMENT, "post_id")
          .manyThrough("likers", () -> MEMBER, "post_likes", "post_id", "user_id")
          .newestLinkFirst("create_time", false)
          .subset("feed", feed())
          .subset("search", search())
          .subset("popular", new PopularPage())
          .build();

  /** Posts are public when published; drafts are visible to their authors. */
  private static Sql isReadable(Row post) {
    return Sql.of(
        post.column("state") + " = 'PUBLISHED' OR " + post.column("author_id") + " = ", Sql.CALLER);
  }

  private static Subset feed() {
    return new FeedPage(
        Sql.of("SELECT followee_id FROM follows WHERE follower_id = ", Sql.CALLER),
        Sql.of("SELECT following_count FROM users WHERE id = ", Sql.CALLER),
        "author_id",
        PUBLISHED,
        List.of(BY_PUBLISH_TIME));
  }

  /** Up to so many posts with a text are sorted; of more, the newest are walked. */
  private static final int FEW = 2000;

  private static Subset search() {
    return new SearchPage(
        FEW,
        (row, match) ->
            Sql.of(
                "JOIN LATERAL (SELECT ",
                inTitle(),
                " AS first, ",
                anywhere(),
                " AS found FROM post_texts s WHERE s.post_id = " + row.column("id"),
                " OFFSET 0) " + match.alias() + " ON TRUE"),
        Sql.of("SELECT s.post_id FROM post_texts s WHERE ", anywhere()),
        Sql.of("SELECT s.post_id FROM post_texts s WHERE ", inTitle()),
        PUBLISHED,
        List.of(BY_PUBLISH_TIME));
  }

  private static Sql inTitle() {
    return Sql.of(
        "s.title_key LIKE ",
        Sql.containing(0),
        " OR to_tsvector('simple', s.title_key) @@ plainto_tsquery('simple', ",
        Sql.argument(0),
        ")");
  }

  private static Sql anywhere() {
    return Sql.of(
        "s.title_key LIKE ",
        Sql.containing(0),
        " OR s.body_key LIKE ",
        Sql.containing(0),
        " OR s.words @@ plainto_tsquery('simple', ",
        Sql.argument(0),
        ")");
  }

  static final Resource TAG =
      Resource.of(PublishingResources.TAG, "tags", "id")
          // An owner's tag that none of their posts has is hidden.
          .rows(row ->
              Sql.of(
                  row.column("owner_id") + " IS NULL OR (" + row.column("owner_id") + " = ",
                  Sql.CALLER,
                  " AND EXISTS (SELECT 1 FROM post_tags l WHERE l.tag_id = " + row.column("id"),
                  " OFFSET 0))"))
          .naturalOrder(BY_LABEL)
          .label("label", "label_key")
          // Before one that is still the caller's own; false sorts before true, null last.
          .natural("owner_id IS NOT NULL")
          .sortable()
          .unique()
          .integer("post_count")
          .sortable()
          .timestamp("create_time")
          .timestamp("update_time")
          .manyThrough("posts", () -> POST, "post_tags", "tag_id", "post_id")
          .where(PUBLISHED)
          .newestLinkFirst("publish_time", true)
          .build();

  static final Resource CATEGORY =
      Resource.of(PublishingResources.CATEGORY, "categories", "id")
          .label("label", "label_key")
          .sortable()
          .text("slug")
          .natural()
          .integer("post_count")
          .sortable()
          .timestamp("create_time")
          .timestamp("update_time")
          .many("posts", () -> POST, "category_id")
          .where(PUBLISHED)
          .orderedBy(BY_PUBLISH_TIME)
          .build();

  static final Resource COMMENT =
      Resource.of(PublishingResources.COMMENT, "comments", "post_id", "id")
          .owner("author_id")
          .rows(row ->
              Sql.of(
                  "EXISTS (SELECT 1 FROM posts p WHERE p.id = " + row.column("post_id") + " AND (",
                  isReadable(new Row("p")),
                  "))"))
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

  /** The foreign keys whose target others can delete at the same time. */
  private static final List<String> DELETED =
      List.of(
          "posts_author_fkey",
          "posts_category_fkey",
          "post_tags_post_fkey",
          "post_tags_tag_fkey",
          "post_ranks_post_fkey",
          "comments_post_fkey",
          "comments_author_fkey",
          "post_likes_post_fkey",
          "post_likes_user_fkey",
          "follows_follower_fkey",
          "follows_followee_fkey");

  @Override
  public Map<String, Supplier<DomainError>> constraints() {
    var errors = new HashMap<String, Supplier<DomainError>>();
    errors.put("posts_slug_key", PostSlugs.Taken::new);
    errors.put("posts_slug_number_key", PostSlugs.Taken::new);
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
