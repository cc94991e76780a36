package campus.shared.domain.entity;

import java.time.Instant;
import java.util.function.Function;

/**
 * The creation time, update time and version of an entity.
 *
 * @param version 1 for a new entity, incremented by each change
 */
public record Revision(Instant createTime, Instant updateTime, long version) {

  /** The first revision. */
  public static Revision first(Instant now) {
    return new Revision(now, now, 1);
  }

  /** The next revision. */
  public Revision next(Instant now) {
    return new Revision(createTime, now, version + 1);
  }

  /**
   * Applies an edit; returns {@code current} if nothing changes, so that its version stays.
   *
   * @param edited builds the edited entity with a given revision
   */
  public <E> E edit(E current, Instant now, Function<Revision, E> edited) {
    return edited.apply(this).equals(current) ? current : edited.apply(next(now));
  }
}
