package campus.courses.application;

import campus.courses.domain.Student;
import campus.courses.domain.StudentId;
import campus.shared.application.EntityUseCases;
import campus.shared.domain.Etag;
import org.jspecify.annotations.Nullable;

/** Making, changing and deleting students. */
public interface StudentUseCases extends EntityUseCases<StudentId, Student> {

  /**
   * Deletes a student.
   *
   * @param etag null for whichever state he is in
   * @param force whether his enrollments go too
   * @throws campus.shared.domain.NotFound if there is no such student
   * @throws campus.shared.domain.StaleEtag if he has changed since
   * @throws campus.courses.domain.HasEnrollments if he has any, without force
   */
  void delete(StudentId student, @Nullable Etag etag, boolean force);
}
