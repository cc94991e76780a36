package campus.staff.domain;

import campus.shared.domain.Reason;
import campus.shared.domain.RuleBroken;

/** The employee has subordinates, and nobody said what becomes of them. */
public final class HasSubordinates extends RuleBroken {

  private static final long serialVersionUID = 1L;

  public HasSubordinates(EmployeeId employee) {
    super(
        Reason.HAS_SUBORDINATES,
        employee.toName(),
        employee.toName() + " has subordinates; with the policy REASSIGN they go to his manager");
  }
}
