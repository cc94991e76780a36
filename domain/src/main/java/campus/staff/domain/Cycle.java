package campus.staff.domain;

import campus.shared.domain.Reason;
import campus.shared.domain.RuleBroken;

/** An employee would come to be, through others or not, his own manager. */
public final class Cycle extends RuleBroken {

  private static final long serialVersionUID = 1L;

  public Cycle(EmployeeId employee, EmployeeId manager) {
    super(
        Reason.CYCLE,
        employee.toName(),
        manager.toName() + " is " + employee.toName() + ", or works for him");
  }
}
