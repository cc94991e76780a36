package campus.shared.domain;

import org.jspecify.annotations.Nullable;

/** A resource with concurrent editors, as they change it. */
public interface Entity<I extends ResourceId> {

  I id();

  /** Grows with each change. */
  long version();

  default Etag etag() {
    return Etag.ofVersion(version());
  }

  /**
   * Makes sure that this is still what the etag was read of.
   *
   * @param expected null for whichever state
   * @throws StaleEtag if it is not
   */
  default void requireAt(@Nullable Etag expected) {
    if (expected != null && !expected.equals(etag())) {
      throw new StaleEtag(id().toName());
    }
  }
}
