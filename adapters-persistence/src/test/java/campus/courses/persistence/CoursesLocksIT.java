package campus.courses.persistence;

import static campus.courses.application.testing.TestCourses.REGISTRAR;
import static campus.courses.application.testing.TestCourses.aCourse;
import static campus.courses.application.testing.TestCourses.aStudent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import campus.courses.application.CoursesUseCases;
import campus.courses.application.testing.CoursesPorts;
import campus.courses.domain.Course;
import campus.courses.domain.Enrollment;
import campus.courses.domain.Enrollment.Pair;
import campus.courses.domain.Student;
import campus.shared.domain.error.NotFound;
import campus.shared.domain.name.Id;
import campus.shared.persistence.testing.Engine;
import campus.shared.persistence.testing.Overlap;
import campus.shared.persistence.testing.TestPersistence;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Writes of courses that meet wait for each other in one order, and never lose anything. */
@ParameterizedClass
@EnumSource(Engine.class)
class CoursesLocksIT {

  private final CoursesPorts ports;
  private final CoursesUseCases useCases;
  private final Overlap overlap;

  CoursesLocksIT(Engine engine) {
    var empty = JdbcCoursesPorts.empty(engine);
    overlap = new Overlap(TestPersistence.shared(engine), empty.transactions());
    ports = empty.within(overlap.transactions());
    useCases = ports.useCases();
  }

  private Id<Student> student() {
    var student = aStudent("Ada");
    useCases.students().add(student);
    return student.id();
  }

  private Id<Course> course() {
    var course = aCourse("Math", 10);
    useCases.courses().add(course);
    return course.id();
  }

  private Id<Enrollment> enroll(Id<Student> student, Id<Course> course) {
    return useCases.enrollments().enroll(REGISTRAR, student, course);
  }

  @Test
  void dropAllEnrollmentsDropsWhatADeletedCourseHasLeft() {
    var ada = student();
    var doomed = course();
    var stays = course();
    enroll(ada, doomed);
    var left = enroll(ada, stays);

    var dropped =
        overlap.run(
            () -> useCases.courses().delete(doomed, null, true),
            () -> useCases.enrollments().dropAllOf(REGISTRAR, ada),
            () -> {});

    assertThat(dropped).isEqualTo(List.of(left));
    assertThat(ports.enrollments().of(List.of(ada))).noneMatch(one -> one.isEnrolled());
    var course = ports.transactions().write(() -> ports.courses().lock(stays));
    assertThat(course.enrolledCount()).isZero();
  }

  @Test
  void dropEnrollmentFindsNoneWhenItsCourseIsDeleted() {
    var ada = student();
    var doomed = course();
    var enrollment = enroll(ada, doomed);

    assertThatThrownBy(() ->
            overlap.run(
                () -> useCases.courses().delete(doomed, null, true),
                () -> useCases.enrollments().drop(REGISTRAR, enrollment),
                () -> {}))
        .isInstanceOfSatisfying(
            NotFound.class, e -> assertThat(e.resource()).isEqualTo(enrollment.toName()));
  }

  @Test
  void batchDeleteStudentsWaitsForEnrollStudent() {
    var ada = student();
    var bob = student();
    var course = course();
    enroll(ada, course);
    enroll(bob, course);
    var other = course();

    overlap.run(
        () -> {
          var _ = ports.students().lock(bob);
        },
        () -> useCases.students().deleteAll(() -> List.of(bob, ada), true),
        () -> enroll(bob, other));

    for (var left : List.of(course, other)) {
      var stored = ports.transactions().write(() -> ports.courses().lock(left));
      assertThat(stored.enrolledCount()).isZero();
    }
  }

  @Test
  void batchEnrollStudentsWaitsForDropEnrollment() {
    var students = List.of(student(), student());
    var course = course();
    var enrollment = enroll(students.getLast(), course);

    overlap.run(
        () -> {
          var _ = ports.students().lock(students.getLast());
        },
        () ->
            useCases
                .enrollments()
                .enrollAll(
                    REGISTRAR,
                    students.reversed().stream().map(one -> new Pair(one, course)).toList()),
        () -> useCases.enrollments().drop(REGISTRAR, enrollment));

    var stored = ports.transactions().write(() -> ports.courses().lock(course));
    assertThat(stored.enrolledCount()).isEqualTo(2);
  }

  @Test
  void batchDropEnrollmentsWaitsForDeleteCourse() {
    var ada = student();
    var doomed = course();
    var stays = course();
    var all = List.of(enroll(ada, doomed), enroll(ada, stays));

    assertThatThrownBy(() ->
            overlap.run(
                () -> useCases.courses().delete(doomed, null, true),
                () -> useCases.enrollments().dropAll(REGISTRAR, all.reversed()),
                () -> {}))
        .isInstanceOfSatisfying(
            NotFound.class, e -> assertThat(e.resource()).isEqualTo(all.getFirst().toName()));

    var stored = ports.transactions().write(() -> ports.courses().lock(stays));
    assertThat(stored.enrolledCount()).isEqualTo(1);
  }

  @Test
  void deleteStudentWaitsForDropEnrollment() {
    var ada = student();
    var course = course();
    var enrollment = enroll(ada, course);

    overlap.run(
        () -> {
          var _ = ports.students().lock(ada);
        },
        () -> useCases.students().delete(ada, null, true),
        () -> useCases.enrollments().drop(REGISTRAR, enrollment));

    var stored = ports.transactions().write(() -> ports.courses().lock(course));
    assertThat(stored.enrolledCount()).isZero();
  }
}
