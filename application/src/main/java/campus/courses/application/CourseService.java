package campus.courses.application;

import campus.courses.domain.Course;
import campus.courses.domain.CourseId;
import campus.courses.domain.HasEnrollments;
import campus.shared.application.EntityService;
import campus.shared.application.IdGenerator;
import campus.shared.application.Transactions;
import campus.shared.domain.Etag;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * A capacity that shrinks while somebody enrolls, and a course deleted while somebody does: its
 * row's lock, which enrolling takes too. The rest is as for all entities.
 */
final class CourseService extends EntityService<CourseId, Course> implements CourseUseCases {

  private final Transactions transactions;
  private final Courses courses;
  private final Enrollments enrollments;

  CourseService(
      Transactions transactions,
      Courses courses,
      Enrollments enrollments,
      IdGenerator ids,
      Clock clock) {
    super(transactions, courses, ids, clock);
    this.transactions = transactions;
    this.courses = courses;
    this.enrollments = enrollments;
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
