package campus.publishing.persistence;

import campus.publishing.application.Posts.Change;
import campus.publishing.domain.Post;
import campus.shared.domain.value.Text;
import campus.shared.persistence.jdbc.Statements;
import campus.shared.persistence.jdbc.Statements.Values;
import jakarta.inject.Singleton;
import java.util.List;

/** The titles and bodies of posts as they are searched. Changed under the locks of the posts. */
@Singleton
record PostTexts(Statements statements) {

  void add(List<Post> posts) {
    statements.update(
        "INSERT INTO post_texts (post_id, title_key, body_key) SELECT * FROM unnest(?, ?, ?)",
        columns(posts));
  }

  /** Stores those that have changed. */
  void update(List<Change> changes) {
    var changed = changes.stream().filter(PostTexts::isNew).map(Change::after).toList();
    if (!changed.isEmpty()) {
      statements.update(
          """
          UPDATE post_texts t SET title_key = d.title_key, body_key = d.body_key
          FROM unnest(?, ?, ?) AS d (post_id, title_key, body_key) WHERE t.post_id = d.post_id
          """,
          columns(changed));
    }
  }

  private static boolean isNew(Change change) {
    return !change.before().title().equals(change.after().title())
        || !change.before().body().equals(change.after().body());
  }

  private static Object[] columns(List<Post> posts) {
    return new Object[] {
      Values.uuids(posts.stream().map(post -> post.id().value()).toList()),
      Values.texts(posts.stream().map(post -> Text.fold(post.title())).toList()),
      Values.texts(posts.stream().map(post -> Text.fold(post.body())).toList())
    };
  }
}
