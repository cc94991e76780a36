package campus.courses.domain;

import campus.shared.domain.Reason;
import campus.shared.domain.ResourceId;
import campus.shared.domain.RuleBroken;

/** There are enrollments, which were not to be deleted too. */
public final class HasEnrollments extends RuleBroken {

  private static final long serialVersionUID = 1L;

  public HasEnrollments(ResourceId of) {
    super(
        Reason.HAS_ENROLLMENTS,
        of.toName(),
        of.toName() + " has enrollments; with force they are deleted too");
  }
}
