package campus.courses.application;

import campus.courses.domain.Student;
import campus.shared.application.write.Entities;
import campus.shared.domain.Id;
import campus.shared.domain.UserId;
import java.time.Instant;
import java.util.Collection;

/**
 * The students. No user is two of them: {@link campus.courses.domain.CourseErrors#userIsStudent}.
 *
 * <p>A student's lock is also that of his enrollments: whoever makes or changes one takes it first,
 * then the course's, then the enrollment's.
 */
public interface Students extends Entities<Id<Student>, Student> {

  /** Leaves those of the students who are one of the users without a user. */
  void detach(Collection<UserId> users, Instant now);
}
