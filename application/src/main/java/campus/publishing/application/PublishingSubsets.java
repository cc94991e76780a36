package campus.publishing.application;

import campus.publishing.domain.SearchText;
import campus.shared.application.query.Subset;
import java.time.Duration;

/** The named subsets of this context's collections. */
public final class PublishingSubsets {

  private PublishingSubsets() {}

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
