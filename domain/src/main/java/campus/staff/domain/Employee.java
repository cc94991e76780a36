package campus.staff.domain;

import campus.shared.domain.Entity;
import campus.shared.domain.Text;
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

  private static final Text DISPLAY_NAME = Text.line("display_name", 200);
  private static final Text TITLE = Text.optionalLine("title", 200);

  public static Employee create(
      EmployeeId id, String displayName, String title, @Nullable EmployeeId manager, Instant now) {
    return new Employee(id, DISPLAY_NAME.of(displayName), TITLE.of(title), manager, 0, now, now, 1);
  }

  public Employee edit(String displayName, String title, Instant now) {
    var name = DISPLAY_NAME.edited(this.displayName, displayName);
    var titled = TITLE.edited(this.title, title);
    if (name.equals(this.displayName) && titled.equals(this.title)) {
      return this;
    }
    return new Employee(id, name, titled, manager, subordinateCount, createTime, now, version + 1);
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
