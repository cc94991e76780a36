package campus.benchmarks.community;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Fills the tables with the rows of a community. */
final class Tables {

  /** The initial balance of users, in minor units. */
  private static final long DEPOSIT = 1_000_000;

  /** The house account has no owner and precedes all others. */
  private static final int HOUSE = 0;

  private final Connection connection;
  private final Community community;
  private final Sizes sizes;
  private final Progress progress;

  Tables(Connection connection, Community community, Progress progress) {
    this.connection = connection;
    this.community = community;
    this.sizes = community.sizes();
    this.progress = progress;
  }

  /** See {@link Loader#load}. */
  void fill(@Nullable String passwordHash, boolean administrator) throws SQLException {
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
    fillUsers(postsOf, followers, administrator);
    if (passwordHash != null) {
      fill(
          "credentials (user_id, password_hash)",
          sizes.users(),
          (copy, n) -> copy.row(Kind.USER.id(n), passwordHash));
    }
    fillLabels(postsBy, postsIn);
    fillPosts();
    fillComments();
    fillFollows();
    fillAccounts();
    fillTotals(published);
  }

  private void fillUsers(int[] posts, int[] followers, boolean administrator) throws SQLException {
    fill(
        "users (id, username, username_key, email, email_key, roles, create_time, update_time,"
            + " version, post_count, follower_count, following_count)",
        sizes.users(),
        (copy, n) -> {
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
              sizes.followsPerUser());
        });
    fill(
        "profiles (user_id, full_name, bio, create_time, update_time, version)",
        sizes.users(),
        (copy, n) -> {
          var user = community.user(n);
          copy.row(Kind.USER.id(n), user.fullName(), user.bio(), user.joined(), user.joined(), 1);
        });
  }

  private void fillLabels(int[] postsBy, int[] postsIn) throws SQLException {
    var made = community.joined(1);
    fill(
        "tags (id, label, label_key, post_count, create_time, update_time)",
        sizes.tags(),
        (copy, n) -> {
          var label = community.tag(n);
          copy.row(Kind.TAG.id(n), label, lower(label), postsBy[n], made, made);
        });
    fill(
        "categories (id, label, label_key, slug, post_count, create_time, update_time)",
        sizes.categories(),
        (copy, n) -> {
          var label = community.category(n);
          copy.row(Kind.CATEGORY.id(n), label, lower(label), slug(label), postsIn[n], made, made);
        });
  }

  private void fillPosts() throws SQLException {
    var likes = community.likes();
    var comments = new int[sizes.posts() + 1];
    for (int n = 1; n <= sizes.comments(); n++) {
      comments[community.commented(n)]++;
    }
    fill(
        "posts (id, author_id, category_id, slug, slug_base, slug_number, title, summary, body,"
            + " state, publish_time, create_time, update_time, version, comment_count, like_count)",
        sizes.posts(),
        (copy, n) -> {
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
              post.summary(),
              post.body(),
              post.published() ? "PUBLISHED" : "DRAFT",
              post.publishTime(),
              post.created(),
              post.created(),
              1,
              comments[n],
              likes[n]);
        });
    fill(
        "post_tags (post_id, tag_id, publish_time)",
        sizes.posts(),
        (copy, n) -> {
          var post = community.post(n);
          for (int tag : post.tags()) {
            copy.row(Kind.POST.id(n), Kind.TAG.id(tag), post.publishTime());
          }
        });
    fill(
        "post_texts (post_id, title_key, body_key)",
        sizes.posts(),
        (copy, n) -> {
          var post = community.post(n);
          copy.row(Kind.POST.id(n), lower(post.title()), lower(post.body()));
        });
    fill(
        "post_ranks (post_id, publish_hour, publish_day, publish_month, like_count)",
        sizes.posts(),
        (copy, n) -> {
          if (community.isPublished(n)) {
            long hour = Duration.between(Instant.EPOCH, community.posted(n)).toHours();
            copy.row(Kind.POST.id(n), hour, hour / 24, hour / 720, likes[n]);
          }
        });
    fill(
        "post_likes (post_id, user_id, create_time)",
        sizes.posts(),
        (copy, n) -> {
          for (int like = 0; like < likes[n]; like++) {
            copy.row(
                Kind.POST.id(n),
                Kind.USER.id(community.liker(n, like)),
                community.posted(n).plusSeconds(60L + like));
          }
        });
  }

  private void fillComments() throws SQLException {
    fill(
        "comments (id, post_id, author_id, body, create_time, update_time)",
        sizes.comments(),
        (copy, n) -> {
          var comment = community.comment(n);
          copy.row(
              Kind.COMMENT.id(n),
              Kind.POST.id(comment.post()),
              Kind.USER.id(comment.author()),
              comment.body(),
              comment.created(),
              comment.created());
        });
  }

  private void fillFollows() throws SQLException {
    fill(
        "follows (follower_id, followee_id, create_time)",
        sizes.users(),
        (copy, n) -> {
          var time = community.joined(sizes.users() + n);
          for (int followee : community.followees(n)) {
            copy.row(Kind.USER.id(n), Kind.USER.id(followee), time);
            time = time.plusSeconds(1);
          }
        });
  }

  /** Opens each account with a deposit from the house. */
  private void fillAccounts() throws SQLException {
    int count = sizes.accounts();
    var opened = community.joined(sizes.users());
    var house = Kind.ACCOUNT.id(HOUSE);
    fill(
        "accounts (id, owner_id, currency_code, balance, state, entry_count, create_time,"
            + " update_time)",
        count,
        (copy, n) -> {
          var time = opened.plusSeconds(n);
          copy.row(Kind.ACCOUNT.id(n), owner(n), "EUR", DEPOSIT, "OPEN", 1, opened, time);
          if (n == count) {
            copy.row(house, null, "EUR", -count * DEPOSIT, "OPEN", count, opened, time);
          }
        });
    fill(
        "transfers (id, from_id, to_id, from_owner_id, to_owner_id, currency_code, amount,"
            + " description, reverses_id, create_time)",
        count,
        (copy, n) ->
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
                opened.plusSeconds(n)));
    fill(
        "entries (account_id, id, number, transfer_id, currency_code, amount, balance_after,"
            + " create_time)",
        count,
        (copy, n) -> {
          var time = opened.plusSeconds(n);
          var transfer = Kind.TRANSFER.id(n);
          var paid = Kind.ENTRY.id(2L * n);
          var received = Kind.ENTRY.id(2L * n + 1);
          copy.row(house, paid, n, transfer, "EUR", -DEPOSIT, -n * DEPOSIT, time);
          copy.row(Kind.ACCOUNT.id(n), received, 1, transfer, "EUR", DEPOSIT, DEPOSIT, time);
        });
  }

  private String owner(int account) {
    return Kind.USER.id(community.accountOwner(account));
  }

  private void fillTotals(int published) throws SQLException {
    fill(
        "blog_counts (name, slot, value)",
        1,
        (copy, _) -> {
          copy.row("users", 0, sizes.users());
          copy.row("posts", 0, published);
          copy.row("tags", 0, sizes.tags());
          copy.row("comments", 0, sizes.comments());
        });
  }

  private void fill(String table, int count, Copy.Rows rows) throws SQLException {
    Copy.fill(connection, progress, table, count, rows);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** Slugs as the server makes them from plain words. */
  private static String slug(String text) {
    return lower(text).replaceAll("[^a-z0-9]+", "-");
  }
}
