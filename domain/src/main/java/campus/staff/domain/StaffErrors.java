package campus.staff.domain;

import campus.shared.domain.Id;
import campus.shared.domain.Reason;
import campus.shared.domain.RuleBroken;

/** What this context refuses. */
public final class StaffErrors {

  private static final String ALL = "employees/-";

  private StaffErrors() {}

  /** The employee would become their own manager, directly or through others. */
  public static RuleBroken cycle(Id<Employee> employee, Id<Employee> manager) {
    return new RuleBroken(
        Reason.CYCLE, employee, manager + " is " + employee + ", or works for them");
  }

  /** The chain of managers would become too long. */
  public static RuleBroken tooDeep() {
    return new RuleBroken(
        Reason.TOO_DEEP,
        ALL,
        "a chain of managers has at most " + Employee.MAX_DEPTH + " employees");
  }

  /** The employee has subordinates, and the caller did not say where they go. */
  public static RuleBroken hasSubordinates(Id<Employee> employee) {
    return new RuleBroken(
        Reason.HAS_SUBORDINATES,
        employee,
        employee + " has subordinates; the policy REASSIGN moves them to the employee's manager");
  }

  /** More employees than one chart shows. */
  public static RuleBroken chartTooLarge(int limit) {
    return new RuleBroken(
        Reason.CHART_TOO_LARGE,
        ALL,
        "there are more than " + limit + " employees; ask for a part, by root or max_depth");
  }
}
