package campus.staff.domain;

import campus.shared.domain.Checks;
import campus.shared.domain.Entity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who works here, under a manager or at the top. Who comes to work for him or leaves does
 * not edit him: his version stays.
 *
 * @param manager null at the top
 * @param subordinateCount how many work directly for him
 */
public record Employee(
    EmployeeId id,
    String displayName,
    String title,
    @Nullable EmployeeId manager,
    int subordinateCount,
    Instant createTime,
    Instant updateTime,
    long version)
    implements Entity<EmployeeId> {

  /** The longest chain of managers, the employee himself included. */
  public static final int MAX_DEPTH = 100;

  private static final int MAX_LENGTH = 200;

  public Employee {
    Checks.text("display_name", displayName, MAX_LENGTH);
    Checks.length("title", title, MAX_LENGTH);
  }

  public static Employee create(
      EmployeeId id, String displayName, String title, @Nullable EmployeeId manager, Instant now) {
    return new Employee(id, displayName, title, manager, 0, now, now, 1);
  }

  public Employee edit(String displayName, String title, Instant now) {
    if (displayName.equals(this.displayName) && title.equals(this.title)) {
      return this;
    }
    return new Employee(
        id, displayName, title, manager, subordinateCount, createTime, now, version + 1);
  }

  /**
   * This employee under another manager, or at the top.
   *
   * @param manager null for the top; none of those who work for him
   */
  public Employee under(@Nullable EmployeeId manager, Instant now) {
    return new Employee(
        id, displayName, title, manager, subordinateCount, createTime, now, version + 1);
  }

  /** This employee with so many direct subordinates more. */
  public Employee withMoreSubordinates(int more) {
    return new Employee(
        id, displayName, title, manager, subordinateCount + more, createTime, updateTime, version);
  }
}
