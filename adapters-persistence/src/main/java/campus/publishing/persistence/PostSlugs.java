package campus.publishing.persistence;

import campus.publishing.domain.Post;
import campus.shared.domain.error.Conflict;
import campus.shared.domain.error.Reason;
import campus.shared.domain.name.Id;
import campus.shared.persistence.jdbc.Statements;
import campus.shared.persistence.jdbc.Statements.Values;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Claims slugs for posts that are published for the first time. */
@Singleton
record PostSlugs(Statements statements) {

  /** Another post has claimed the slug. */
  static final class Taken extends Conflict {
    Taken() {
      super(Reason.CONFLICT, "another post has just got the slug; try again");
    }
  }

  private static final String LAST_NUMBERS =
      """
      SELECT base, (SELECT max(slug_number) FROM posts WHERE slug_base = base)
      FROM unnest(?) AS d (base)
      """;

  /**
   * Stores posts with the next free numbers in the slugs that they claim, and tries further numbers
   * for those that lose theirs to others.
   *
   * @param store stores posts, except those whose slug is taken; returns the ids of the stored ones
   */
  void claim(List<Post> posts, Function<List<Post>, ? extends Collection<Id<Post>>> store) {
    var left = new ArrayList<>(posts);
    // A post titled "Part 2" may hold the slug of the second "Part", which then gets the next
    // number.
    var refused = new HashMap<String, Long>();
    for (int round = 0; !left.isEmpty(); round++) {
      var numbered = numbered(left, refused);
      var stored = store.apply(numbered);
      left.removeIf(post -> stored.contains(post.id()));
      for (var post : numbered) {
        if (!stored.contains(post.id())) {
          refused.merge(post.slug().base(), post.slug().number() + leap(round), Math::max);
        }
      }
    }
  }

  /** Skips ahead after many tries, so that a long run of taken numbers cannot cost one try each. */
  private static long leap(int round) {
    return round < 8 ? 0 : 1L << Math.min(round - 8, 30);
  }

  /** The posts, with the next free numbers in the slugs that they claim. */
  private List<Post> numbered(List<Post> posts, Map<String, Long> refused) {
    var bases =
        posts.stream().filter(Post::claimsSlug).map(post -> post.slug().base()).distinct().toList();
    if (bases.isEmpty()) {
      return List.copyOf(posts);
    }
    var last = new HashMap<>(refused);
    statements.query(
        LAST_NUMBERS,
        rows -> last.merge(rows.getString(1), rows.getLong(2), Math::max),
        Values.texts(bases));
    return posts.stream().map(post -> post.claimsSlug() ? next(post, last) : post).toList();
  }

  private static Post next(Post post, Map<String, Long> last) {
    var slug = post.slug();
    return post.at(slug.numbered(last.merge(slug.base(), 1L, Long::sum)));
  }
}
