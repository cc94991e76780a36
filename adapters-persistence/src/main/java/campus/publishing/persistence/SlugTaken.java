package campus.publishing.persistence;

import campus.shared.domain.Conflict;
import campus.shared.domain.Reason;

/** Another post has claimed the slug. */
final class SlugTaken extends Conflict {

  SlugTaken() {
    super(Reason.CONFLICT, "another post has just got the slug; try again");
  }
}
