package campus.publishing.persistence;

import campus.shared.persistence.jdbc.Statements;
import campus.shared.persistence.jdbc.Statements.Values;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.UUID;

/**
 * The likes of published posts by hour, day and month, for {@link PopularPage}. They are apart from
 * posts, so that counting a like there touches no index. Changed under the locks of the posts.
 */
@Singleton
record PostRanks(Statements statements) {

  /** A published post as it is ranked: hours, days and months of 30 days, counted from 1970 on. */
  static final String RANKED =
      """
      SELECT id AS post_id, h AS publish_hour, h / 24 AS publish_day, h / 720 AS publish_month,
        like_count
      FROM posts CROSS JOIN LATERAL (SELECT %s) AS hours (h)
      WHERE publish_time IS NOT NULL
      """
          .formatted(hourOf("publish_time"));

  /** The number of the hour of a time. */
  static String hourOf(String time) {
    return "CAST(floor(extract(epoch FROM " + time + ") / 3600) AS integer)";
  }

  /** Ranks those of the posts that are published; no other. */
  void add(Collection<UUID> posts) {
    statements.update(
        "INSERT INTO post_ranks (post_id, publish_hour, publish_day, publish_month, like_count) "
            + RANKED
            + " AND id = ANY(?) ORDER BY id",
        Values.uuids(posts));
  }

  void remove(Collection<UUID> posts) {
    statements.update("DELETE FROM post_ranks WHERE post_id = ANY(?)", Values.uuids(posts));
  }

  /** Ranks posts anew whose likes were counted. */
  void update(Collection<UUID> posts) {
    statements.update(
        "UPDATE post_ranks SET like_count = posts.like_count FROM posts"
            + " WHERE posts.id = post_id AND post_id = ANY(?)",
        Values.uuids(posts));
  }
}
