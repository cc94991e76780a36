package campus.staff.domain;

import campus.shared.domain.entity.Revision;
import campus.shared.domain.entity.Versioned;
import campus.shared.domain.name.Id;
import campus.shared.domain.value.Text;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person who works here. Gaining or losing a subordinate keeps the version.
 *
 * @param manager null at the top
 * @param subordinateCount the number of direct subordinates
 */
public record Employee(
    Id<Employee> id,
    String displayName,
    String title,
    @Nullable Id<Employee> manager,
    int subordinateCount,
    Revision revision)
    implements Versioned<Id<Employee>> {

  /** The most employees in a chain of managers, the employee included. */
  public static final int MAX_DEPTH = 100;

  private static final Text DISPLAY_NAME = Text.line("display_name", 200);
  private static final Text TITLE = Text.optionalLine("title", 200);

  public static Id<Employee> id(UUID value) {
    return new Id<>(StaffResources.EMPLOYEE, value);
  }

  public static Employee create(
      Id<Employee> id,
      String displayName,
      String title,
      @Nullable Id<Employee> manager,
      Instant now) {
    return new Employee(
        id, DISPLAY_NAME.of(displayName), TITLE.of(title), manager, 0, Revision.first(now));
  }

  public Employee edit(String displayName, String title, Instant now) {
    var name = DISPLAY_NAME.edited(this.displayName, displayName);
    var titled = TITLE.edited(this.title, title);
    return revision.edit(
        this, now, revised -> new Employee(id, name, titled, manager, subordinateCount, revised));
  }

  /** A new employee, under a manager. */
  public Employee withManager(Id<Employee> manager) {
    return new Employee(id, displayName, title, manager, subordinateCount, revision);
  }

  /**
   * @param manager null for the top; must not report to this employee
   */
  public Employee under(@Nullable Id<Employee> manager, Instant now) {
    return new Employee(id, displayName, title, manager, subordinateCount, revision.next(now));
  }

  /**
   * @param more may be negative
   */
  public Employee withMoreSubordinates(int more) {
    return new Employee(id, displayName, title, manager, subordinateCount + more, revision);
  }
}
