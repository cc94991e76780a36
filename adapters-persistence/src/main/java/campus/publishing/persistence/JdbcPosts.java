package campus.publishing.persistence;

import campus.publishing.application.Posts;
import campus.publishing.domain.Post;
import campus.shared.application.write.Transactions;
import campus.shared.domain.error.Conflict;
import campus.shared.domain.error.Reason;
import campus.shared.domain.name.Id;
import campus.shared.domain.name.UserId;
import campus.shared.persistence.jdbc.Statements;
import campus.shared.persistence.jdbc.Statements.Values;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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

  private static final String STATUSES =
      """
      SELECT p.id, p.author_id, p.publish_time IS NOT NULL FROM posts p
      WHERE p.id = ANY(?) ORDER BY p.id
      """;

  /** The user first: PostgreSQL locks the rows of one level after it has joined them. */
  private static final String LOCK_STATUSES_AFTER_USER =
      """
      WITH caller AS MATERIALIZED (SELECT id FROM users WHERE id = ? FOR KEY SHARE)
      SELECT p.id, p.author_id, p.publish_time IS NOT NULL
      FROM caller JOIN posts p ON p.id = ANY(?) ORDER BY p.id FOR NO KEY UPDATE OF p
      """;

  /** The authors first: their post counts may change, and they must not be deleted. */
  private static final String LOCK =
      """
      WITH authors AS MATERIALIZED (
        SELECT id FROM users WHERE id IN (SELECT author_id FROM posts WHERE id = ANY(?))
        ORDER BY id FOR KEY SHARE)
      SELECT p.* FROM posts p WHERE p.id = ANY(?) AND p.author_id IN (SELECT id FROM authors)
      ORDER BY p.id FOR UPDATE OF p
      """;

  private final Statements statements;
  private final Transactions transactions;
  private final PostSlugs slugs;
  private final PostTexts texts;
  private final PostLinks links;
  private final PostRanks ranks;
  private final Counters counters;

  JdbcPosts(
      Statements statements,
      Transactions transactions,
      PostSlugs slugs,
      PostTexts texts,
      PostLinks links,
      PostRanks ranks,
      Counters counters) {
    this.statements = statements;
    this.transactions = transactions;
    this.slugs = slugs;
    this.texts = texts;
    this.links = links;
    this.ranks = ranks;
    this.counters = counters;
  }

  abstract void update(PostRow post);

  abstract void updateRows(List<PostRow> posts);

  @Override
  public void addAll(List<Post> added) {
    if (added.isEmpty()) {
      return;
    }
    slugs.claim(added, this::insert);
    texts.add(added);
    links.put(added);
    var published =
        added.stream().filter(Post::isPublished).map(post -> post.id().value()).toList();
    if (!published.isEmpty()) {
      ranks.add(published);
    }
    counters.changePosts(List.of(), added, Map.of());
  }

  /** Returns the ids of the added posts. */
  private Set<Id<Post>> insert(List<Post> added) {
    var rows = added.stream().map(PostRow::from).toList();
    var inserted =
        new HashSet<>(
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
    requireNew(added.stream().map(Post::id).filter(id -> !inserted.contains(id)).toList());
    return inserted;
  }

  /** Posts that were not inserted have lost their slug, unless others have taken the id. */
  private void requireNew(List<Id<Post>> left) {
    if (!left.isEmpty()
        && !statements
            .query("SELECT 1 FROM posts WHERE id = ANY(?)", _ -> true, values(left))
            .isEmpty()) {
      throw new Conflict(Reason.CONFLICT, "others are creating the same post; try again");
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
  public List<PostStatus> keepStatuses(Collection<Id<Post>> ids) {
    return statuses(STATUSES + "FOR KEY SHARE", values(ids));
  }

  @Override
  public List<PostStatus> lockStatuses(Collection<Id<Post>> ids) {
    return statuses(STATUSES + "FOR NO KEY UPDATE", values(ids));
  }

  @Override
  public List<PostStatus> lockStatuses(Collection<Id<Post>> ids, UserId by) {
    return statuses(LOCK_STATUSES_AFTER_USER, by.value(), values(ids));
  }

  private List<PostStatus> statuses(String sql, Object... values) {
    return statements.query(
        sql,
        rows ->
            new PostStatus(
                Post.id(rows.getObject(1, UUID.class)),
                new UserId(rows.getObject(2, UUID.class)),
                rows.getBoolean(3)),
        values);
  }

  @Override
  public List<Post> lockAll(Collection<Id<Post>> ids) {
    var posts = values(ids);
    var rows = statements.rows(PostRow.class, LOCK, posts, posts);
    if (rows.isEmpty()) {
      return List.of();
    }
    // The transaction that held a lock before may have changed the tags. A join in the locking
    // statement would read them as they were before the wait.
    var tags = new HashMap<UUID, List<UUID>>();
    statements.query(
        "SELECT post_id, tag_id FROM post_tags WHERE post_id = ANY(?) ORDER BY position, tag_id",
        found ->
            tags.computeIfAbsent(found.getObject(1, UUID.class), _ -> new ArrayList<>())
                .add(found.getObject(2, UUID.class)),
        Values.column("uuid", rows, PostRow::id));
    return rows.stream().map(row -> row.toDomain(tags.getOrDefault(row.id(), List.of()))).toList();
  }

  @Override
  public void updateAll(List<Change> changes) {
    var befores = changes.stream().map(Change::before).toList();
    var afters = changes.stream().map(Change::after).toList();
    updatePosts(afters);
    texts.update(changes);
    links.remove(changes);
    var comments = updateRanks(changes.stream().filter(JdbcPosts::changesState).toList());
    links.put(changes.stream().filter(PostLinks::isAddedTo).map(Change::after).toList());
    counters.changePosts(befores, afters, comments);
  }

  private void updatePosts(List<Post> posts) {
    var claiming = posts.stream().filter(Post::claimsSlug).toList();
    var others = posts.stream().filter(post -> !post.claimsSlug()).map(PostRow::from).toList();
    if (!claiming.isEmpty()) {
      slugs.claim(
          claiming,
          numbered -> numbered.stream().filter(this::updateUnlessTaken).map(Post::id).toList());
    }
    if (!others.isEmpty()) {
      updateRows(others);
    }
  }

  private boolean updateUnlessTaken(Post post) {
    try {
      transactions.nested(() -> update(PostRow.from(post)));
      return true;
    } catch (PostSlugs.Taken _) {
      return false;
    }
  }

  private static boolean changesState(Change change) {
    return change.before().isPublished() != change.after().isPublished();
  }

  /** Returns how many comments these posts have. */
  private Map<Id<Post>, Long> updateRanks(List<Change> changes) {
    var published = new ArrayList<UUID>();
    var others = new ArrayList<UUID>();
    var times = new ArrayList<@Nullable Object>();
    var posts = changes.stream().map(change -> change.after().id()).toList();
    for (var change : changes) {
      (change.after().isPublished() ? published : others).add(change.after().id().value());
      times.add(change.after().publishTime());
    }
    if (!published.isEmpty()) {
      ranks.add(published);
    }
    if (!others.isEmpty()) {
      ranks.remove(others);
    }
    return posts.isEmpty()
        ? Map.of()
        : comments(
            """
            WITH dated AS (
              UPDATE post_tags l SET publish_time = d.publish_time
              FROM unnest(?, ?) AS d (post_id, publish_time) WHERE l.post_id = d.post_id)
            SELECT id, comment_count FROM posts WHERE id = ANY(?)
            """,
            values(posts),
            Values.of("timestamptz", times),
            values(posts));
  }

  /** Exact, since the posts are locked. */
  private Map<Id<Post>, Long> comments(String sql, Object... values) {
    var comments = new HashMap<Id<Post>, Long>();
    statements.query(
        sql, rows -> comments.put(Post.id(rows.getObject(1, UUID.class)), rows.getLong(2)), values);
    return comments;
  }

  @Override
  public void deleteAll(List<Post> posts) {
    var ids = values(posts.stream().map(Post::id).toList());
    var comments = comments("SELECT id, comment_count FROM posts WHERE id = ANY(?)", ids);
    for (var table : List.of("comments", "post_likes", "post_tags", "post_texts", "post_ranks")) {
      statements.update("DELETE FROM " + table + " WHERE post_id = ANY(?)", ids);
    }
    statements.update("DELETE FROM posts WHERE id = ANY(?)", ids);
    counters.changePosts(posts, List.of(), comments);
  }

  private static Values values(Collection<Id<Post>> ids) {
    return Values.uuids(ids.stream().map(Id::value).toList());
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
