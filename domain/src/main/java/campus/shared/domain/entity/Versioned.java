package campus.shared.domain.entity;

import campus.shared.domain.error.StaleEtag;
import campus.shared.domain.name.ResourceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An entity with concurrent editors, who name the edited version by its etag. */
public interface Versioned<I extends ResourceId> extends Identified<I> {

  Revision revision();

  default Instant createTime() {
    return revision().createTime();
  }

  default Instant updateTime() {
    return revision().updateTime();
  }

  default long version() {
    return revision().version();
  }

  default Etag etag() {
    return Etag.ofVersion(version());
  }

  /**
   * Requires a version.
   *
   * @param expected null accepts any version
   * @throws StaleEtag if this is another version
   */
  default void requireAt(@Nullable Etag expected) {
    if (expected != null && !expected.equals(etag())) {
      throw new StaleEtag(id().toName());
    }
  }
}
