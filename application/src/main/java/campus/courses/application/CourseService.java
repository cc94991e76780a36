package campus.courses.application;

import campus.courses.domain.Course;
import campus.courses.domain.CourseId;
import campus.courses.domain.HasEnrollments;
import campus.shared.application.EntityUseCases;
import campus.shared.application.IdGenerator;
import campus.shared.application.Transactions;
import campus.shared.domain.Etag;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A capacity that shrinks while somebody enrolls, and a course deleted while somebody does: its
 * row's lock, which enrolling takes too. The rest is as for all entities.
 */
final class CourseService implements CourseUseCases {

  private final Transactions transactions;
  private final Courses courses;
  private final Enrollments enrollments;
  private final EntityUseCases<CourseId, Course> entities;

  CourseService(
      Transactions transactions,
      Courses courses,
      Enrollments enrollments,
      IdGenerator ids,
      Clock clock) {
    this.transactions = transactions;
    this.courses = courses;
    this.enrollments = enrollments;
    this.entities = EntityUseCases.of(transactions, courses, ids, clock);
  }

  @Override
  public Course prepare(Creation<Course> creation) {
    return entities.prepare(creation);
  }

  @Override
  public void add(Course prepared) {
    entities.add(prepared);
  }

  @Override
  public void addAll(List<Course> prepared) {
    entities.addAll(prepared);
  }

  @Override
  public void update(Update<CourseId, Course> update) {
    entities.update(update);
  }

  @Override
  public void delete(CourseId id, @Nullable Etag etag) {
    delete(id, etag, false);
  }

  @Override
  public void delete(CourseId id, @Nullable Etag etag, boolean force) {
    transactions.write(() -> {
      courses.lock(id).requireAt(etag);
      if (force) {
        enrollments.deleteIn(id);
      } else if (enrollments.existIn(id)) {
        throw new HasEnrollments(id);
      }
      courses.delete(id);
    });
  }
}
