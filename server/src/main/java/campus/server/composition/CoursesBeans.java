package campus.server.composition;

import campus.courses.application.Courses;
import campus.courses.application.CoursesUseCases;
import campus.courses.application.Enrollments;
import campus.courses.application.Students;
import campus.identity.application.UserDependents;
import campus.shared.application.IdGenerator;
import campus.shared.application.Transactions;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;

@Factory
final class CoursesBeans {

  @Singleton
  CoursesUseCases courses(
      Transactions transactions,
      Students students,
      Courses courses,
      Enrollments enrollments,
      IdGenerator ids,
      Clock clock) {
    return CoursesUseCases.create(transactions, students, courses, enrollments, ids, clock);
  }

  @Singleton
  @Named("courses")
  UserDependents coursesDependents(CoursesUseCases courses) {
    return courses.userDependents();
  }
}
