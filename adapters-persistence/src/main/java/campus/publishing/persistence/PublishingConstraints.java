package campus.publishing.persistence;

import campus.publishing.domain.LabelTaken;
import campus.shared.domain.Conflict;
import campus.shared.domain.DomainError;
import campus.shared.domain.Reason;
import campus.shared.persistence.ConstraintErrors;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

@Singleton
final class PublishingConstraints implements ConstraintErrors {

  /** What refers to something that somebody else has just deleted. */
  private static final List<String> REFERENCES =
      List.of(
          "posts_author_fkey",
          "posts_category_fkey",
          "post_tags_post_fkey",
          "post_tags_tag_fkey",
          "comments_post_fkey",
          "comments_author_fkey",
          "post_likes_post_fkey",
          "post_likes_user_fkey",
          "follows_follower_fkey",
          "follows_followee_fkey");

  @Override
  public Map<String, Supplier<DomainError>> byConstraint() {
    var errors = new HashMap<String, Supplier<DomainError>>();
    errors.put("posts_slug_key", SlugTaken::new);
    errors.put("posts_slug_number_key", SlugTaken::new);
    errors.put("tags_label_key", LabelTaken::new);
    errors.put("categories_label_key", LabelTaken::new);
    for (var reference : REFERENCES) {
      errors.put(
          reference,
          () ->
              new Conflict(
                  Reason.CONFLICT, "what this call is about has just been deleted; try again"));
    }
    return errors;
  }
}
