package campus.shared.persistence.migration;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One step of the schema's history.
 *
 * @param installTime when it was applied; null while it was not
 */
public record Migration(
    String version, String description, State state, @Nullable Instant installTime) {

  /** Where a migration stands in a database. */
  public enum State {
    /** Known to this release, not yet applied. */
    PENDING,
    APPLIED,
    FAILED,
    /** Applied, but unknown to this release: a later one did it. */
    NEWER,
    /** Applied, but gone from this release. */
    MISSING
  }
}
