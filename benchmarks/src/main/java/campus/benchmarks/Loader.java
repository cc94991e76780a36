package campus.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Loads a community, with correct counters, into an empty database with the schema of the
 * migrations. All constraints are checked.
 */
final class Loader {

  /** The initial balance of users, in minor units. */
  static final long DEPOSIT = 1_000_000;

  /** The house account has no owner and precedes all others. */
  private static final int HOUSE = 0;

  private static final List<String> TABLES =
      List.of(
          "users",
          "profiles",
          "tags",
          "categories",
          "posts",
          "post_tags",
          "post_texts",
          "comments",
          "post_likes",
          "follows",
          "accounts",
          "transfers",
          "entries");

  private final Connection connection;
  private final Community community;
  private final Progress progress;

  Loader(Connection connection, Community community, Progress progress) {
    this.connection = connection;
    this.community = community;
    this.progress = progress;
  }

  /** The total work for progress reports: rows, and the same again for indexes. */
  static long work(Sizes sizes, boolean apart) {
    return rows(sizes) * (apart ? 2 : 1);
  }

  private static long rows(Sizes sizes) {
    return 2L * sizes.users()
        + (2L + Sizes.TAGS_PER_POST) * sizes.posts()
        + sizes.comments()
        + sizes.likes()
        + (long) sizes.users() * sizes.followsPerUser()
        + 4L * sizes.accounts();
  }

  /** Whether the database has users. */
  static boolean isEmpty(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT NOT EXISTS (SELECT FROM users)")) {
      return rows.next() && rows.getBoolean(1);
    }
  }

  /**
   * Loads everything in one transaction.
   *
   * @param passwordHash for all users; null for none
   * @param administrator whether the first user is ADMIN
   * @param apart whether to drop and recreate indexes and foreign keys: faster for many rows, but
   *     locks out all others
   */
  void load(@Nullable String passwordHash, boolean administrator, boolean apart)
      throws SQLException {
    connection.setAutoCommit(false);
    try {
      var made = apart ? takeApart() : List.<Definition>of();
      copy(passwordHash, administrator);
      for (var definition : made) {
        progress.step(definition.name());
        execute(definition.sql());
        progress.advance(definition.name(), rows(community.sizes()) / made.size());
      }
      connection.commit();
    } catch (SQLException | RuntimeException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
    progress.step("statistics");
    execute("VACUUM (ANALYZE) " + String.join(", ", TABLES));
  }

  private void copy(@Nullable String passwordHash, boolean administrator) throws SQLException {
    var sizes = community.sizes();
    var postsOf = new int[sizes.users() + 1];
    var postsBy = new int[sizes.tags() + 1];
    var postsIn = new int[sizes.categories() + 1];
    int published = 0;
    for (int n = 1; n <= sizes.posts(); n++) {
      if (community.isPublished(n)) {
        var post = community.post(n);
        published++;
        postsOf[post.author()]++;
        postsIn[post.category()]++;
        for (int tag : post.tags()) {
          postsBy[tag]++;
        }
      }
    }
    var followers = new int[sizes.users() + 1];
    for (int n = 1; n <= sizes.users(); n++) {
      for (int followee : community.followees(n)) {
        followers[followee]++;
      }
    }
    copyUsers(postsOf, followers, passwordHash, administrator);
    copyLabels(postsBy, postsIn);
    copyPosts();
    copyComments();
    copyFollows();
    copyAccounts();
    copyTotals(published);
  }

  private void copyUsers(
      int[] posts, int[] followers, @Nullable String passwordHash, boolean administrator)
      throws SQLException {
    int count = community.sizes().users();
    try (var copy =
        table(
            "users",
            "id, username, username_key, email, email_key, roles, create_time, update_time,"
                + " version, post_count, follower_count, following_count")) {
      for (int n = 1; n <= count; n++) {
        var user = community.user(n);
        var email = user.username() + "@example.org";
        copy.row(
            Kind.USER.id(n),
            user.username(),
            lower(user.username()),
            email,
            lower(email),
            administrator && n == 1 ? "{MEMBER,ADMIN}" : "{MEMBER}",
            user.joined(),
            user.joined(),
            1,
            posts[n],
            followers[n],
            community.sizes().followsPerUser());
        progress.advance("users", 1);
      }
      copy.finish();
    }
    try (var copy =
        table("profiles", "user_id, full_name, bio, create_time, update_time, version")) {
      for (int n = 1; n <= count; n++) {
        var user = community.user(n);
        copy.row(Kind.USER.id(n), user.fullName(), user.bio(), user.joined(), user.joined(), 1);
        progress.advance("profiles", 1);
      }
      copy.finish();
    }
    if (passwordHash != null) {
      try (var copy = table("credentials", "user_id, password_hash")) {
        for (int n = 1; n <= count; n++) {
          copy.row(Kind.USER.id(n), passwordHash);
        }
        copy.finish();
      }
    }
  }

  private void copyLabels(int[] postsBy, int[] postsIn) throws SQLException {
    var made = community.joined(1);
    try (var copy = table("tags", "id, label, label_key, post_count, create_time, update_time")) {
      for (int n = 1; n < postsBy.length; n++) {
        var label = community.tag(n);
        copy.row(Kind.TAG.id(n), label, lower(label), postsBy[n], made, made);
      }
      copy.finish();
    }
    try (var copy =
        table("categories", "id, label, label_key, slug, post_count, create_time, update_time")) {
      for (int n = 1; n < postsIn.length; n++) {
        var label = community.category(n);
        copy.row(Kind.CATEGORY.id(n), label, lower(label), slug(label), postsIn[n], made, made);
      }
      copy.finish();
    }
  }

  private void copyPosts() throws SQLException {
    var sizes = community.sizes();
    var likes = community.likes();
    var comments = new int[sizes.posts() + 1];
    for (int n = 1; n <= sizes.comments(); n++) {
      comments[community.commented(n)]++;
    }
    try (var copy =
        table(
            "posts",
            "id, author_id, category_id, slug, slug_base, slug_number, title, body, state,"
                + " publish_time, create_time, update_time, version, comment_count, like_count")) {
      for (int n = 1; n <= sizes.posts(); n++) {
        var post = community.post(n);
        var slug = slug(post.title());
        copy.row(
            Kind.POST.id(n),
            Kind.USER.id(post.author()),
            post.category() == 0 ? null : Kind.CATEGORY.id(post.category()),
            slug,
            slug,
            1,
            post.title(),
            post.body(),
            post.published() ? "PUBLISHED" : "DRAFT",
            post.published() ? post.created() : null,
            post.created(),
            post.created(),
            1,
            comments[n],
            likes[n]);
        progress.advance("posts", 1);
      }
      copy.finish();
    }
    try (var copy = table("post_tags", "post_id, tag_id, publish_time")) {
      for (int n = 1; n <= sizes.posts(); n++) {
        var post = community.post(n);
        for (int tag : post.tags()) {
          copy.row(Kind.POST.id(n), Kind.TAG.id(tag), post.published() ? post.created() : null);
        }
        progress.advance("tags of posts", Sizes.TAGS_PER_POST);
      }
      copy.finish();
    }
    try (var copy = table("post_texts", "post_id, title_key, body_key")) {
      for (int n = 1; n <= sizes.posts(); n++) {
        var post = community.post(n);
        copy.row(Kind.POST.id(n), lower(post.title()), lower(post.body()));
        progress.advance("texts of posts", 1);
      }
      copy.finish();
    }
    try (var copy = table("post_likes", "post_id, user_id, create_time")) {
      for (int n = 1; n <= sizes.posts(); n++) {
        for (int like = 0; like < likes[n]; like++) {
          copy.row(
              Kind.POST.id(n),
              Kind.USER.id(community.liker(n, like)),
              community.posted(n).plusSeconds(60L + like));
        }
        progress.advance("likes", likes[n]);
      }
      copy.finish();
    }
  }

  private void copyComments() throws SQLException {
    try (var copy = table("comments", "id, post_id, author_id, body, create_time, update_time")) {
      for (int n = 1; n <= community.sizes().comments(); n++) {
        var comment = community.comment(n);
        copy.row(
            Kind.COMMENT.id(n),
            Kind.POST.id(comment.post()),
            Kind.USER.id(comment.author()),
            comment.body(),
            comment.created(),
            comment.created());
        progress.advance("comments", 1);
      }
      copy.finish();
    }
  }

  private void copyFollows() throws SQLException {
    try (var copy = table("follows", "follower_id, followee_id, create_time")) {
      for (int n = 1; n <= community.sizes().users(); n++) {
        var time = community.joined(community.sizes().users() + n);
        for (int followee : community.followees(n)) {
          copy.row(Kind.USER.id(n), Kind.USER.id(followee), time);
          time = time.plusSeconds(1);
        }
        progress.advance("follows", community.sizes().followsPerUser());
      }
      copy.finish();
    }
  }

  /** Opens each account with a deposit from the house. */
  private void copyAccounts() throws SQLException {
    int count = community.sizes().accounts();
    var opened = community.joined(community.sizes().users());
    var house = Kind.ACCOUNT.id(HOUSE);
    try (var copy =
        table(
            "accounts",
            "id, owner_id, currency_code, balance, state, entry_count, create_time, update_time")) {
      copy.row(
          house, null, "EUR", -count * DEPOSIT, "OPEN", count, opened, opened.plusSeconds(count));
      for (int n = 1; n <= count; n++) {
        copy.row(
            Kind.ACCOUNT.id(n), owner(n), "EUR", DEPOSIT, "OPEN", 1, opened, opened.plusSeconds(n));
        progress.advance("accounts", 1);
      }
      copy.finish();
    }
    try (var copy =
        table(
            "transfers",
            "id, from_id, to_id, from_owner_id, to_owner_id, currency_code, amount, description,"
                + " reverses_id, create_time")) {
      for (int n = 1; n <= count; n++) {
        copy.row(
            Kind.TRANSFER.id(n),
            house,
            Kind.ACCOUNT.id(n),
            null,
            owner(n),
            "EUR",
            DEPOSIT,
            "Deposit",
            null,
            opened.plusSeconds(n));
        progress.advance("transfers", 1);
      }
      copy.finish();
    }
    try (var copy =
        table(
            "entries",
            "account_id, id, number, transfer_id, currency_code, amount, balance_after,"
                + " create_time")) {
      for (int n = 1; n <= count; n++) {
        var time = opened.plusSeconds(n);
        var transfer = Kind.TRANSFER.id(n);
        copy.row(house, Kind.ENTRY.id(2L * n), n, transfer, "EUR", -DEPOSIT, -n * DEPOSIT, time);
        copy.row(
            Kind.ACCOUNT.id(n),
            Kind.ENTRY.id(2L * n + 1),
            1,
            transfer,
            "EUR",
            DEPOSIT,
            DEPOSIT,
            time);
        progress.advance("entries", 2);
      }
      copy.finish();
    }
  }

  private String owner(int account) {
    return Kind.USER.id(community.accountOwner(account));
  }

  private void copyTotals(int published) throws SQLException {
    var sizes = community.sizes();
    try (var copy = table("blog_counts", "name, slot, value")) {
      copy.row("users", 0, sizes.users());
      copy.row("posts", 0, published);
      copy.row("tags", 0, sizes.tags());
      copy.row("comments", 0, sizes.comments());
      copy.finish();
    }
  }

  private Copy table(String name, String columns) throws SQLException {
    progress.step(name);
    return new Copy(connection, name, columns);
  }

  private record Definition(String name, String sql) {}

  /** Drops keys and indexes, and returns the statements that recreate them, keys last. */
  private List<Definition> takeApart() throws SQLException {
    var tables = "ANY ('{" + String.join(",", TABLES) + "}'::text[])";
    var indexes =
        definitions(
            """
            SELECT i.relname, pg_get_indexdef(i.oid), 'DROP INDEX ' || quote_ident(i.relname)
            FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
            WHERE t.relname = %s AND t.relnamespace = current_schema()::regnamespace
              AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.oid)
            ORDER BY i.relname
            """
                .formatted(tables));
    var keys =
        definitions(
            """
            SELECT c.conname,
              format('ALTER TABLE %%I ADD CONSTRAINT %%I %%s', t.relname, c.conname, pg_get_constraintdef(c.oid)),
              format('ALTER TABLE %%I DROP CONSTRAINT %%I', t.relname, c.conname)
            FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid
            WHERE c.contype = 'f' AND t.relname = %s AND t.relnamespace = current_schema()::regnamespace
            ORDER BY c.conname
            """
                .formatted(tables));
    execute("SET LOCAL maintenance_work_mem = '256MB'");
    var all = new ArrayList<>(indexes);
    all.addAll(keys);
    return all;
  }

  private List<Definition> definitions(String query) throws SQLException {
    var found = new ArrayList<Definition>();
    var drops = new ArrayList<String>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      while (rows.next()) {
        found.add(new Definition(rows.getString(1), rows.getString(2)));
        drops.add(rows.getString(3));
      }
    }
    for (var drop : drops) {
      execute(drop);
    }
    return found;
  }

  private void execute(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** Slugs as the server makes them from plain words. */
  private static String slug(String text) {
    return lower(text).replaceAll("[^a-z0-9]+", "-");
  }
}
