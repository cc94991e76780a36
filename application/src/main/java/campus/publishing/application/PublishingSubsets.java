package campus.publishing.application;

import campus.publishing.domain.Post;
import campus.publishing.domain.SearchText;
import campus.shared.application.query.Subset;
import campus.shared.domain.name.Id;
import campus.shared.domain.name.UserId;
import java.time.Duration;

/** The named subsets of this context's collections. */
public final class PublishingSubsets {

  private PublishingSubsets() {}

  /** The members who like a post, latest like first. */
  public static Subset likers(Id<Post> post) {
    return Subset.of("likers", post.value());
  }

  /** The members who follow a member, latest follow first. */
  public static Subset followers(UserId member) {
    return Subset.of("followers", member.value());
  }

  /** The members whom a member follows, latest follow first. */
  public static Subset following(UserId member) {
    return Subset.of("following", member.value());
  }

  /** The published posts that a member likes, latest like first. */
  public static Subset liked(UserId member) {
    return Subset.of("liked", member.value());
  }

  /** The published posts of the members whom the caller follows, newest first. */
  public static Subset feed() {
    return Subset.of("feed");
  }

  /** The posts published within a time up to now, most liked first. */
  public static Subset popular(Duration window) {
    return Subset.of("popular", window.toSeconds());
  }

  /** The published posts that contain a text: title matches first, then newest first. */
  public static Subset search(SearchText query) {
    return Subset.of("search", query.key());
  }
}
