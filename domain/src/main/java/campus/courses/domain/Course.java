package campus.courses.domain;

import campus.shared.domain.Checks;
import campus.shared.domain.Entity;
import campus.shared.domain.Text;
import java.time.Instant;

/**
 * A course with seats. Who takes a seat or leaves it does not edit the course: its version stays.
 *
 * @param capacity how many seats there are
 * @param enrolledCount how many are taken, never more
 */
public record Course(
    CourseId id,
    String title,
    int capacity,
    int enrolledCount,
    Instant createTime,
    Instant updateTime,
    long version)
    implements Entity<CourseId> {

  private static final Text TITLE = Text.line("title", 300);
  private static final int MAX_CAPACITY = 1_000_000;

  public Course {
    Checks.range("capacity", capacity, 1, MAX_CAPACITY);
    if (enrolledCount < 0 || enrolledCount > capacity) {
      throw new IllegalArgumentException(enrolledCount + " of " + capacity + " seats are taken");
    }
  }

  public static Course create(CourseId id, String title, int capacity, Instant now) {
    return new Course(id, TITLE.of(title), capacity, 0, now, now, 1);
  }

  /**
   * This course by another title or with another number of seats.
   *
   * @throws CapacityBelowEnrolled if more seats are taken
   */
  public Course edit(String title, int capacity, Instant now) {
    Checks.range("capacity", capacity, 1, MAX_CAPACITY);
    if (capacity < enrolledCount) {
      throw new CapacityBelowEnrolled(id, enrolledCount);
    }
    var titled = TITLE.edited(this.title, title);
    if (titled.equals(this.title) && capacity == this.capacity) {
      return this;
    }
    return new Course(id, titled, capacity, enrolledCount, createTime, now, version + 1);
  }

  /**
   * This course with one seat more taken.
   *
   * @throws CourseFull if there is none
   */
  public Course takeSeat() {
    if (enrolledCount == capacity) {
      throw new CourseFull(id);
    }
    return withEnrolled(enrolledCount + 1);
  }

  /** This course with one seat less taken. */
  public Course leaveSeat() {
    return withEnrolled(enrolledCount - 1);
  }

  private Course withEnrolled(int count) {
    return new Course(id, title, capacity, count, createTime, updateTime, version);
  }
}
