package campus.courses.application;

import campus.courses.domain.Student;
import campus.shared.application.write.Entities;
import campus.shared.domain.name.Id;
import campus.shared.domain.name.UserId;
import java.time.Instant;
import java.util.Collection;

/**
 * The students, at most one per user: {@link campus.courses.domain.CourseErrors#userIsStudent}.
 *
 * <p>A student's row lock guards their enrollments too. Take it before the locks of courses and
 * enrollments.
 */
public interface Students extends Entities<Id<Student>, Student> {

  /** Clears the user of all students who are one of these users. */
  void detach(Collection<UserId> users, Instant now);
}
