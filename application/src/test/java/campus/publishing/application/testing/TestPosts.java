package campus.publishing.application.testing;

import campus.publishing.application.PostUseCases.Choice;
import campus.publishing.application.PostUseCases.NewPost;
import campus.publishing.application.PostUseCases.UpdatePost;
import campus.publishing.application.PublishingUseCases;
import campus.publishing.domain.Category;
import campus.publishing.domain.Label;
import campus.publishing.domain.Post;
import campus.publishing.domain.Post.Content;
import campus.publishing.domain.Tag;
import campus.shared.application.call.Caller;
import campus.shared.domain.entity.Etag;
import campus.shared.domain.name.Id;
import campus.shared.domain.name.UserId;
import campus.shared.domain.value.Role;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Posts and callers for tests. */
public final class TestPosts {

  /** When they are made. */
  public static final Instant NOW = Instant.parse("2026-01-02T03:04:05.123456Z");

  private TestPosts() {}

  /** A signed-in caller. */
  public static Caller caller(UserId user, Role... roles) {
    return new Caller(user, Set.of(roles), null);
  }

  /** A post that is published at once. */
  public static NewPost published(String title, String... labels) {
    return new NewPost(Content.of(title, "Body of " + title), true, Choice.none(), tags(labels));
  }

  public static NewPost draft(String title, String... labels) {
    return new NewPost(Content.of(title, "Body of " + title), false, Choice.none(), tags(labels));
  }

  /** A change of the title alone. */
  public static UpdatePost retitled(Id<Post> post, String title, @Nullable Etag etag) {
    return new UpdatePost(
        post,
        current -> new Content(title, current.summary(), current.body(), current.coverImage()),
        null,
        null,
        etag,
        null);
  }

  /** A change of the category alone. */
  public static UpdatePost categorized(Id<Post> post, Choice<Category> category) {
    return new UpdatePost(post, current -> current, category, null, null, null);
  }

  public static List<Choice<Tag>> tags(String... labels) {
    return Arrays.stream(labels).map(label -> Choice.<Tag>of(Label.of(label))).toList();
  }

  /** Creates a public tag. */
  public static Id<Tag> createTag(PublishingUseCases useCases, String label) {
    var tag =
        useCases.tags().prepare((id, now) -> Tag.create(Tag.id(id), Label.of(label), null, now));
    useCases.tags().add(tag);
    return tag.id();
  }

  /** Creates a category. */
  public static Id<Category> createCategory(PublishingUseCases useCases, String label) {
    var category =
        useCases
            .categories()
            .prepare((id, now) -> Category.create(Category.id(id), Label.of(label), now));
    useCases.categories().add(category);
    return category.id();
  }
}
