package campus.courses.domain;

import campus.shared.domain.entity.Revision;
import campus.shared.domain.entity.Versioned;
import campus.shared.domain.name.Id;
import campus.shared.domain.value.Checks;
import campus.shared.domain.value.Text;
import java.time.Instant;
import java.util.UUID;

/**
 * A course with limited seats. Taking or leaving a seat keeps the version.
 *
 * @param capacity the number of seats
 * @param enrolledCount the taken seats, at most {@code capacity}
 */
public record Course(
    Id<Course> id, String title, int capacity, int enrolledCount, Revision revision)
    implements Versioned<Id<Course>> {

  private static final Text TITLE = Text.line("title", 300);
  private static final int MAX_CAPACITY = 1_000_000;

  public Course {
    Checks.range("capacity", capacity, 1, MAX_CAPACITY);
    if (enrolledCount < 0 || enrolledCount > capacity) {
      throw new IllegalArgumentException(enrolledCount + " of " + capacity + " seats are taken");
    }
  }

  public static Id<Course> id(UUID value) {
    return new Id<>(CoursesResources.COURSE, value);
  }

  public static Course create(Id<Course> id, String title, int capacity, Instant now) {
    return new Course(id, TITLE.of(title), capacity, 0, Revision.first(now));
  }

  /**
   * @throws campus.shared.domain.error.RuleBroken if the new capacity is below the taken seats
   */
  public Course edit(String title, int capacity, Instant now) {
    Checks.range("capacity", capacity, 1, MAX_CAPACITY);
    if (capacity < enrolledCount) {
      throw CourseErrors.capacityBelowEnrolled(id, enrolledCount);
    }
    var titled = TITLE.edited(this.title, title);
    return revision.edit(
        this, now, revised -> new Course(id, titled, capacity, enrolledCount, revised));
  }

  /**
   * @throws campus.shared.domain.error.RuleBroken if the course is full
   */
  public Course takeSeat() {
    if (enrolledCount == capacity) {
      throw CourseErrors.full(id);
    }
    return withEnrolled(enrolledCount + 1);
  }

  public Course leaveSeats(int count) {
    return withEnrolled(enrolledCount - count);
  }

  private Course withEnrolled(int count) {
    return new Course(id, title, capacity, count, revision);
  }
}
