package campus.publishing.persistence;

import campus.publishing.application.Posts.Change;
import campus.publishing.domain.Post;
import campus.shared.persistence.jdbc.Statements;
import campus.shared.persistence.jdbc.Statements.Values;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The tags of posts, in their authors' order. Changed under the locks of the posts. */
@Singleton
record PostLinks(Statements statements) {

  /** Links posts to their tags, and orders existing links. */
  void put(List<Post> all) {
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

  /** Removes the links to tags that posts have lost. */
  void remove(List<Change> changes) {
    var posts = new ArrayList<UUID>();
    var tags = new ArrayList<UUID>();
    for (var change : changes) {
      var gone = new ArrayList<>(change.before().tags());
      gone.removeAll(change.after().tags());
      for (var tag : gone) {
        posts.add(change.after().id().value());
        tags.add(tag.value());
      }
    }
    if (!posts.isEmpty()) {
      statements.update(
          """
          DELETE FROM post_tags l USING unnest(?, ?) AS d (post_id, tag_id)
          WHERE l.post_id = d.post_id AND l.tag_id = d.tag_id
          """,
          Values.uuids(posts),
          Values.uuids(tags));
    }
  }

  /**
   * Whether a post gets tags, or another order of them. Removing tags keeps the order of the
   * others.
   */
  static boolean isAddedTo(Change change) {
    var left = new ArrayList<>(change.before().tags());
    left.retainAll(change.after().tags());
    return !left.equals(change.after().tags());
  }
}
