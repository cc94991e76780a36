package campus.staff.domain;

import campus.shared.domain.Reason;
import campus.shared.domain.RuleBroken;

/** A chain of managers would get too long. */
public final class TooDeep extends RuleBroken {

  private static final long serialVersionUID = 1L;

  public TooDeep() {
    super(
        Reason.TOO_DEEP,
        "employees/-",
        "a chain of managers has at most " + Employee.MAX_DEPTH + " employees");
  }
}
