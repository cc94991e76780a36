package campus.courses.application;

import campus.courses.domain.Course;
import campus.courses.domain.CourseId;
import campus.shared.application.EntityUseCases;
import campus.shared.domain.Etag;
import org.jspecify.annotations.Nullable;

/** Making, changing and deleting courses. */
public interface CourseUseCases extends EntityUseCases<CourseId, Course> {

  /**
   * Deletes a course.
   *
   * @param etag null for whichever state it is in
   * @param force whether its enrollments go too
   * @throws campus.shared.domain.NotFound if there is no such course
   * @throws campus.shared.domain.StaleEtag if it has changed since
   * @throws campus.courses.domain.HasEnrollments if it has any, without force
   */
  void delete(CourseId course, @Nullable Etag etag, boolean force);
}
