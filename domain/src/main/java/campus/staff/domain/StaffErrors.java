package campus.staff.domain;

import campus.shared.domain.error.Reason;
import campus.shared.domain.error.RuleBroken;
import campus.shared.domain.name.Id;

/** The errors of this context. */
public final class StaffErrors {

  private static final String ALL = "employees/-";

  private StaffErrors() {}

  /** The employee would become their own manager, directly or indirectly. */
  public static RuleBroken cycle(Id<Employee> employee, Id<Employee> manager) {
    return new RuleBroken(
        Reason.CYCLE, employee, manager + " is " + employee + ", or works for them");
  }

  public static RuleBroken tooDeep() {
    return new RuleBroken(
        Reason.TOO_DEEP,
        ALL,
        "a chain of managers has at most " + Employee.MAX_DEPTH + " employees");
  }

  /** The employee has subordinates, and the request has no policy for them. */
  public static RuleBroken hasSubordinates(Id<Employee> employee) {
    return new RuleBroken(
        Reason.HAS_SUBORDINATES,
        employee,
        employee + " has subordinates; the policy REASSIGN moves them to the employee's manager");
  }

  public static RuleBroken chartTooLarge(int limit) {
    return new RuleBroken(
        Reason.CHART_TOO_LARGE,
        ALL,
        "there are more than " + limit + " employees; ask for a part, by root or max_depth");
  }
}
