package campus.shared.domain;

import java.time.Instant;
import java.util.function.Function;

/**
 * When an entity was created, when it was last changed, and how often.
 *
 * @param version 1 for a new entity, one more with each change
 */
public record Revision(Instant createTime, Instant updateTime, long version) {

  /** That of a new entity. */
  public static Revision first(Instant now) {
    return new Revision(now, now, 1);
  }

  /** That of the entity after one more change. */
  public Revision next(Instant now) {
    return new Revision(createTime, now, version + 1);
  }

  /**
   * Applies an edit.
   *
   * @param edited builds the edited entity with a given revision
   * @return {@code current} if the edit changes nothing, which keeps its version; otherwise the
   *     edited entity with the next revision
   */
  public <E> E edit(E current, Instant now, Function<Revision, E> edited) {
    return edited.apply(this).equals(current) ? current : edited.apply(next(now));
  }
}
