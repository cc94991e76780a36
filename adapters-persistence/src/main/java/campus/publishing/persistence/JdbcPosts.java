package campus.publishing.persistence;

import campus.publishing.application.Posts;
import campus.publishing.domain.Post;
import campus.publishing.domain.Slug;
import campus.publishing.persistence.Counters.Total;
import campus.shared.application.write.Transactions;
import campus.shared.domain.Id;
import campus.shared.domain.Text;
import campus.shared.domain.UserId;
import campus.shared.persistence.jdbc.Statements;
import campus.shared.persistence.jdbc.Statements.Values;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Singleton
final class JdbcPosts implements Posts {

  /** Waits for others who claim the same slug, then leaves out the posts that lost. */
  private static final String ADD =
      """
      INSERT INTO posts (id, author_id, category_id, slug, slug_base, slug_number, title, body, state,
        publish_time, create_time, update_time, version)
      SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        AS d (id, author_id, category_id, slug, slug_base, slug_number, title, body, state,
          publish_time, create_time, update_time, version)
      ORDER BY slug
      ON CONFLICT DO NOTHING
      RETURNING id
      """;

  private static final String LAST_NUMBERS =
      """
      SELECT base, (SELECT max(slug_number) FROM posts WHERE slug_base = base)
      FROM unnest(?) AS d (base)
      """;

  /** The user first: PostgreSQL locks the rows of one level after it has joined them. */
  private static final String LOCK_STANDING =
      """
      WITH caller AS MATERIALIZED (SELECT id FROM users WHERE id = ? FOR KEY SHARE)
      SELECT p.author_id, p.publish_time IS NOT NULL
      FROM caller JOIN posts p ON p.id = ? FOR NO KEY UPDATE OF p
      """;

  private final PostRowRepository posts;
  private final Statements statements;
  private final Transactions transactions;
  private final Counters counters;

  JdbcPosts(
      PostRowRepository posts,
      Statements statements,
      Transactions transactions,
      Counters counters) {
    this.posts = posts;
    this.transactions = transactions;
    this.statements = statements;
    this.counters = counters;
  }

  @Override
  public void addAll(List<Post> added) {
    if (added.isEmpty()) {
      return;
    }
    addRows(added);
    addTexts(added);
    putLinks(added);
    count(added.stream().map(post -> new Change(null, post)).toList(), Map.of());
  }

  private void addRows(List<Post> added) {
    var left = new ArrayList<>(added);
    // A post titled "Part 2" may hold the slug of the second "Part", which then gets the next
    // number.
    var refused = new HashMap<String, Long>();
    for (int round = 0; !left.isEmpty(); round++) {
      var numbered = claiming(left, refused);
      var done = insert(numbered);
      for (var post : numbered) {
        if (!done.contains(post.id().value())) {
          refused.merge(post.slug().base(), post.slug().number() + leap(round), Math::max);
        }
      }
      left.removeIf(post -> done.contains(post.id().value()));
    }
  }

  /** Skips ahead after many tries, so that a long run of taken numbers cannot cost one try each. */
  private static long leap(int round) {
    return round < 8 ? 0 : 1L << Math.min(round - 8, 30);
  }

  /** The posts, with the next free numbers in the slugs that are to be claimed. */
  private List<Post> claiming(List<Post> left, Map<String, Long> refused) {
    var bases =
        left.stream().filter(Post::claimsSlug).map(post -> post.slug().base()).distinct().toList();
    if (bases.isEmpty()) {
      return left;
    }
    var next = new HashMap<String, Long>();
    statements.query(
        LAST_NUMBERS,
        rows ->
            next.put(
                rows.getString(1),
                Math.max(rows.getLong(2), refused.getOrDefault(rows.getString(1), 0L))),
        Values.texts(bases));
    var numbered = new ArrayList<Post>();
    for (var post : left) {
      Slug slug = post.slug();
      numbered.add(
          post.claimsSlug()
              ? post.at(slug.numbered(next.merge(slug.base(), 1L, Long::sum)))
              : post);
    }
    return numbered;
  }

  private Set<UUID> insert(List<Post> numbered) {
    var rows = numbered.stream().map(PostRow::from).toList();
    return new HashSet<>(
        statements.query(
            ADD,
            result -> result.getObject(1, UUID.class),
            Values.column("uuid", rows, PostRow::id),
            Values.column("uuid", rows, PostRow::authorId),
            Values.column("uuid", rows, PostRow::categoryId),
            Values.column("text", rows, PostRow::slug),
            Values.column("text", rows, PostRow::slugBase),
            Values.column("int8", rows, PostRow::slugNumber),
            Values.column("text", rows, PostRow::title),
            Values.column("text", rows, PostRow::body),
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
  public Optional<PostStatus> find(Id<Post> id) {
    return status(
        "SELECT author_id, publish_time IS NOT NULL FROM posts WHERE id = ?", id, id.value());
  }

  @Override
  public Optional<PostStatus> lockStatus(Id<Post> id, UserId by) {
    return status(LOCK_STANDING, id, by.value(), id.value());
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
    // Read under the lock: the transaction that held it before may have changed the tags.
    return posts.lock(id.value()).map(row -> row.toDomain(tagsOf(id)));
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
      updateClaiming(after);
    } else {
      posts.update(PostRow.from(after));
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
    var comments = new HashMap<UUID, Long>();
    if (before.isPublished() != after.isPublished()) {
      statements.query(
          """
          WITH dated AS (UPDATE post_tags SET publish_time = ? WHERE post_id = ?)
          SELECT id, comment_count FROM posts WHERE id = ?
          """,
          rows -> comments.put(rows.getObject(1, UUID.class), rows.getLong(2)),
          after.publishTime(),
          after.id().value(),
          after.id().value());
    }
    var left = new ArrayList<>(before.tags());
    left.retainAll(after.tags());
    // Removing tags keeps the order of the others.
    if (!left.equals(List.copyOf(after.tags()))) {
      putLinks(List.of(after));
    }
    count(List.of(new Change(before, after)), comments);
  }

  /** Updates a post at its first publication, with the next free number in its slug. */
  private void updateClaiming(Post post) {
    var refused = new HashMap<String, Long>();
    for (int round = 0; ; round++) {
      var claiming = claiming(List.of(post), refused).getFirst();
      try {
        transactions.nested(() -> posts.update(PostRow.from(claiming)));
        return;
      } catch (SlugTaken _) {
        refused.put(claiming.slug().base(), claiming.slug().number() + leap(round));
      }
    }
  }

  @Override
  public void deleteAll(Collection<Post> deleted) {
    var byId = new HashMap<UUID, Post>();
    deleted.forEach(post -> byId.put(post.id().value(), post));
    var comments = comments(byId.keySet());
    var ids = Values.uuids(byId.keySet());
    for (var table : List.of("comments", "post_likes", "post_tags", "post_texts")) {
      statements.update("DELETE FROM " + table + " WHERE post_id = ANY(?)", ids);
    }
    statements.update("DELETE FROM posts WHERE id = ANY(?)", ids);
    count(
        deleted.stream()
            .sorted(Comparator.comparing(post -> post.id().toName()))
            .map(post -> new Change(post, null))
            .toList(),
        comments);
  }

  /** Comment counts of posts; exact for locked posts. */
  private Map<UUID, Long> comments(Collection<UUID> ids) {
    var counts = new HashMap<UUID, Long>();
    statements.query(
        "SELECT id, comment_count FROM posts WHERE id = ANY(?)",
        rows -> counts.put(rows.getObject(1, UUID.class), rows.getLong(2)),
        Values.uuids(ids));
    return counts;
  }

  /**
   * A change to a post.
   *
   * @param before null for a new post
   * @param after null for a deleted post
   */
  private record Change(@Nullable Post before, @Nullable Post after) {

    boolean isAboutComments() {
      return before != null && before.isPublished() != (after != null && after.isPublished());
    }

    UUID id() {
      return Objects.requireNonNull(before == null ? after : before).id().value();
    }
  }

  private void count(List<Change> changes, Map<UUID, Long> comments) {
    var tags = new HashMap<UUID, Long>();
    var categories = new HashMap<UUID, Long>();
    var authors = new HashMap<UUID, Long>();
    long inAll = 0;
    long commentsInAll = 0;
    for (var change : changes) {
      inAll += count(change.before(), -1, tags, categories, authors);
      inAll += count(change.after(), 1, tags, categories, authors);
      if (change.isAboutComments()) {
        long n = comments.getOrDefault(change.id(), 0L);
        commentsInAll += change.after() != null && change.after().isPublished() ? n : -n;
      }
    }
    counters.addTaggedPosts(tags);
    counters.addCategorizedPosts(categories);
    counters.addPosts(authors);
    counters.addTotals(Map.of(Total.COMMENTS, commentsInAll, Total.POSTS, inAll));
  }

  private static long count(
      @Nullable Post post,
      long sign,
      Map<UUID, Long> tags,
      Map<UUID, Long> categories,
      Map<UUID, Long> authors) {
    if (post == null || !post.isPublished()) {
      return 0;
    }
    post.tags().forEach(tag -> Counters.add(tags, tag.value(), sign));
    if (post.category() != null) {
      Counters.add(categories, post.category().value(), sign);
    }
    Counters.add(authors, post.author().value(), sign);
    return sign;
  }
}
