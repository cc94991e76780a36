package campus.publishing.persistence;

import campus.publishing.application.Posts;
import campus.publishing.domain.Post;
import campus.shared.application.write.Transactions;
import campus.shared.domain.name.Id;
import campus.shared.domain.name.UserId;
import campus.shared.domain.value.Text;
import campus.shared.persistence.jdbc.Statements;
import campus.shared.persistence.jdbc.Statements.Values;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.POSTGRES)
abstract class JdbcPosts implements Posts, GenericRepository<PostRow, UUID> {

  /** Waits for others who claim the same slug, then leaves out the posts that lost. */
  private static final String ADD =
      """
      INSERT INTO posts (id, author_id, category_id, slug, slug_base, slug_number, title, summary,
        body, cover_image_uri, state, publish_time, create_time, update_time, version)
      SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        AS d (id, author_id, category_id, slug, slug_base, slug_number, title, summary,
          body, cover_image_uri, state, publish_time, create_time, update_time, version)
      ORDER BY slug
      ON CONFLICT DO NOTHING
      RETURNING id
      """;

  /** The user first: PostgreSQL locks the rows of one level after it has joined them. */
  private static final String LOCK_STATUS =
      """
      WITH caller AS MATERIALIZED (SELECT id FROM users WHERE id = ? FOR KEY SHARE)
      SELECT p.author_id, p.publish_time IS NOT NULL
      FROM caller JOIN posts p ON p.id = ? FOR NO KEY UPDATE OF p
      """;

  private final Statements statements;
  private final Transactions transactions;
  private final PostSlugs slugs;
  private final PostRanks ranks;
  private final Counters counters;

  JdbcPosts(
      Statements statements,
      Transactions transactions,
      PostSlugs slugs,
      PostRanks ranks,
      Counters counters) {
    this.statements = statements;
    this.transactions = transactions;
    this.slugs = slugs;
    this.ranks = ranks;
    this.counters = counters;
  }

  abstract void update(PostRow post);

  /** Locks the author first: their post count may change, and they must not be deleted. */
  @Query(
      "WITH author AS MATERIALIZED ("
          + "SELECT u.id FROM posts p JOIN users u ON u.id = p.author_id WHERE p.id = :id"
          + " FOR KEY SHARE OF u)"
          + " SELECT p.* FROM author JOIN posts p ON p.id = :id FOR UPDATE OF p")
  abstract Optional<PostRow> lock(UUID id);

  @Override
  public void addAll(List<Post> added) {
    if (added.isEmpty()) {
      return;
    }
    slugs.claim(added, this::insert);
    addTexts(added);
    putLinks(added);
    var published =
        added.stream().filter(Post::isPublished).map(post -> post.id().value()).toList();
    if (!published.isEmpty()) {
      ranks.add(published);
    }
    counters.changePosts(List.of(), added, 0);
  }

  /** Returns the ids of the added posts. */
  private Set<Id<Post>> insert(List<Post> added) {
    var rows = added.stream().map(PostRow::from).toList();
    return new HashSet<>(
        statements.query(
            ADD,
            result -> Post.id(result.getObject(1, UUID.class)),
            Values.column("uuid", rows, PostRow::id),
            Values.column("uuid", rows, PostRow::authorId),
            Values.column("uuid", rows, PostRow::categoryId),
            Values.column("text", rows, PostRow::slug),
            Values.column("text", rows, PostRow::slugBase),
            Values.column("int8", rows, PostRow::slugNumber),
            Values.column("text", rows, PostRow::title),
            Values.column("text", rows, PostRow::summary),
            Values.column("text", rows, PostRow::body),
            Values.column("text", rows, PostRow::coverImageUri),
            Values.column("text", rows, PostRow::state),
            Values.column("timestamptz", rows, PostRow::publishTime),
            Values.column("timestamptz", rows, PostRow::createTime),
            Values.column("timestamptz", rows, PostRow::updateTime),
            Values.column("int8", rows, PostRow::version)));
  }

  private void addTexts(List<Post> added) {
    statements.update(
        "INSERT INTO post_texts (post_id, title_key, body_key) SELECT * FROM unnest(?, ?, ?)",
        Values.uuids(added.stream().map(post -> post.id().value()).toList()),
        Values.texts(added.stream().map(post -> Text.fold(post.title())).toList()),
        Values.texts(added.stream().map(post -> Text.fold(post.body())).toList()));
  }

  /** Links posts to their tags, and orders existing links. */
  private void putLinks(List<Post> all) {
    var postIds = new ArrayList<UUID>();
    var tagIds = new ArrayList<UUID>();
    var times = new ArrayList<@Nullable Object>();
    var positions = new ArrayList<Long>();
    for (var post : all) {
      long position = 0;
      for (var tag : post.tags()) {
        postIds.add(post.id().value());
        tagIds.add(tag.value());
        times.add(post.publishTime());
        positions.add(position++);
      }
    }
    if (!postIds.isEmpty()) {
      // In the order of the tags, whose rows it locks.
      statements.update(
          """
          INSERT INTO post_tags AS l (post_id, tag_id, publish_time, position)
          SELECT * FROM unnest(?, ?, ?, ?) AS d (post_id, tag_id, publish_time, position)
          ORDER BY tag_id, post_id
          ON CONFLICT (post_id, tag_id) DO UPDATE SET position = excluded.position
          WHERE l.position <> excluded.position
          """,
          Values.uuids(postIds),
          Values.uuids(tagIds),
          Values.of("timestamptz", times),
          Values.numbers(positions));
    }
  }

  @Override
  public List<UserId> lockAuthors(Collection<UserId> users) {
    return statements.query(
        "SELECT id FROM users WHERE id = ANY(?) ORDER BY id FOR KEY SHARE",
        rows -> new UserId(rows.getObject(1, UUID.class)),
        Values.uuids(users.stream().map(UserId::value).toList()));
  }

  @Override
  public Optional<PostStatus> find(Id<Post> id) {
    return status(
        "SELECT author_id, publish_time IS NOT NULL FROM posts WHERE id = ?", id, id.value());
  }

  @Override
  public Optional<PostStatus> lockStatus(Id<Post> id, UserId by) {
    return status(LOCK_STATUS, id, by.value(), id.value());
  }

  private Optional<PostStatus> status(String sql, Id<Post> id, Object... values) {
    return statements
        .query(
            sql,
            rows ->
                new PostStatus(id, new UserId(rows.getObject(1, UUID.class)), rows.getBoolean(2)),
            values)
        .stream()
        .findAny();
  }

  @Override
  public Optional<Post> lock(Id<Post> id) {
    // The transaction that held the lock before may have changed the tags. A join in the locking
    // statement would read them as they were before the wait.
    return lock(id.value()).map(row -> row.toDomain(tagsOf(id)));
  }

  private List<UUID> tagsOf(Id<Post> id) {
    return statements.query(
        "SELECT tag_id FROM post_tags WHERE post_id = ? ORDER BY position, tag_id",
        rows -> rows.getObject(1, UUID.class),
        id.value());
  }

  @Override
  public void update(Post before, Post after) {
    if (after.claimsSlug()) {
      slugs.claim(List.of(after), claiming -> updateUnlessTaken(claiming.getFirst()));
    } else {
      update(PostRow.from(after));
    }
    if (!before.title().equals(after.title()) || !before.body().equals(after.body())) {
      statements.update(
          "UPDATE post_texts SET title_key = ?, body_key = ? WHERE post_id = ?",
          Text.fold(after.title()),
          Text.fold(after.body()),
          after.id().value());
    }
    var gone = new HashSet<>(before.tags());
    gone.removeAll(after.tags());
    if (!gone.isEmpty()) {
      statements.update(
          "DELETE FROM post_tags WHERE post_id = ? AND tag_id = ANY(?)",
          after.id().value(),
          Values.uuids(gone.stream().map(Id::value).toList()));
    }
    long comments = 0;
    if (before.isPublished() != after.isPublished()) {
      var ranked = List.of(after.id().value());
      if (after.isPublished()) {
        ranks.add(ranked);
      } else {
        ranks.remove(ranked);
      }
      comments =
          statements
              .query(
                  """
                  WITH dated AS (UPDATE post_tags SET publish_time = ? WHERE post_id = ?)
                  SELECT comment_count FROM posts WHERE id = ?
                  """,
                  rows -> rows.getLong(1),
                  after.publishTime(),
                  after.id().value(),
                  after.id().value())
              .getFirst();
    }
    var left = new ArrayList<>(before.tags());
    left.retainAll(after.tags());
    // Removing tags keeps the order of the others.
    if (!left.equals(after.tags())) {
      putLinks(List.of(after));
    }
    counters.changePosts(List.of(before), List.of(after), comments);
  }

  private Set<Id<Post>> updateUnlessTaken(Post post) {
    try {
      transactions.nested(() -> update(PostRow.from(post)));
      return Set.of(post.id());
    } catch (PostSlugs.Taken _) {
      return Set.of();
    }
  }

  @Override
  public void delete(Post post) {
    var id = post.id().value();
    // Exact, since the post is locked.
    long comments =
        statements
            .query("SELECT comment_count FROM posts WHERE id = ?", rows -> rows.getLong(1), id)
            .getFirst();
    for (var table : List.of("comments", "post_likes", "post_tags", "post_texts", "post_ranks")) {
      statements.update("DELETE FROM " + table + " WHERE post_id = ?", id);
    }
    statements.update("DELETE FROM posts WHERE id = ?", id);
    counters.changePosts(List.of(post), List.of(), comments);
  }

  @Override
  public void like(Id<Post> id, UserId user, Instant now) {
    long added =
        statements.update(
            "INSERT INTO post_likes (post_id, user_id, create_time) VALUES (?, ?, ?)"
                + " ON CONFLICT (post_id, user_id) DO NOTHING",
            id.value(),
            user.value(),
            now);
    counters.addLikes(Map.of(id.value(), added));
  }

  @Override
  public void unlike(Id<Post> id, UserId user) {
    long removed =
        statements.update(
            "DELETE FROM post_likes WHERE post_id = ? AND user_id = ?", id.value(), user.value());
    counters.addLikes(Map.of(id.value(), -removed));
  }
}
