package campus.courses.persistence;

import static campus.courses.application.testing.TestCourses.REGISTRAR;
import static campus.courses.application.testing.TestCourses.aCourse;
import static campus.courses.application.testing.TestCourses.aStudent;
import static org.assertj.core.api.Assertions.assertThat;

import campus.courses.application.CoursesUseCases;
import campus.courses.application.EnrollmentUseCases.Grading;
import campus.courses.application.testing.CoursesPorts;
import campus.courses.domain.Course;
import campus.courses.domain.Enrollment;
import campus.courses.domain.Enrollment.Pair;
import campus.courses.domain.Student;
import campus.shared.application.write.EntityUseCases.Update;
import campus.shared.domain.error.NotFound;
import campus.shared.domain.error.Reason;
import campus.shared.domain.name.Id;
import campus.shared.persistence.testing.Engine;
import campus.shared.persistence.testing.Race;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What guards each rule of courses when two or more come at once, on real PostgreSQL. */
@ParameterizedClass
@EnumSource(Engine.class)
class CoursesRacesIT {

  private final CoursesPorts ports;
  private final CoursesUseCases useCases;

  CoursesRacesIT(Engine engine) {
    ports = JdbcCoursesPorts.empty(engine);
    useCases = ports.useCases();
  }

  private Id<Student> student() {
    var student = aStudent("Ada");
    useCases.students().add(student);
    return student.id();
  }

  private List<Id<Student>> students(int count) {
    return IntStream.range(0, count).mapToObj(_ -> student()).toList();
  }

  private Id<Course> course(int seats) {
    var course = aCourse("Math", seats);
    useCases.courses().add(course);
    return course.id();
  }

  private Id<Enrollment> enroll(Id<Student> student, Id<Course> course) {
    return useCases.enrollments().enroll(REGISTRAR, student, course);
  }

  private Course stored(Id<Course> course) {
    return ports.transactions().write(() -> ports.courses().lock(course));
  }

  private long enrolled(List<Id<Student>> students, Id<Course> course) {
    return students.stream()
        .flatMap(student -> ports.enrollments().find(student, course).stream())
        .filter(Enrollment::isEnrolled)
        .count();
  }

  @Test
  void theLastSeatGoesToOneOfAHundred() {
    var course = course(1);
    var students = students(100);

    var race = Race.of(100, i -> enroll(students.get(i), course));

    assertThat(race.successes()).isEqualTo(1);
    assertThat(race.reasons()).hasSize(99).isSubsetOf(Reason.COURSE_FULL);
    assertThat(stored(course).enrolledCount()).isEqualTo(1);
    assertThat(enrolled(students, course)).isEqualTo(1);
  }

  @Test
  void aStudentEnrollsOnce() {
    var course = course(10);
    var ada = student();

    var race = Race.of(8, _ -> enroll(ada, course));

    assertThat(race.successes()).isEqualTo(1);
    assertThat(race.reasons()).hasSize(7).isSubsetOf(Reason.ALREADY_ENROLLED);
    assertThat(stored(course).enrolledCount()).isEqualTo(1);
  }

  @Test
  void anEnrollmentIsDroppedAndTakenUpOnce() {
    var course = course(10);
    var ada = student();
    var enrollment = enroll(ada, course);

    var drops =
        Race.of(
            8,
            i -> {
              useCases.enrollments().drop(REGISTRAR, enrollment);
              return i;
            });
    assertThat(drops.successes()).isEqualTo(1);
    assertThat(drops.reasons()).isSubsetOf(Reason.NOT_ENROLLED);
    assertThat(stored(course).enrolledCount()).isZero();

    var again = Race.of(8, _ -> enroll(ada, course));
    assertThat(again.results()).containsExactly(enrollment);
    assertThat(again.reasons()).isSubsetOf(Reason.ALREADY_ENROLLED);
    assertThat(stored(course).enrolledCount()).isEqualTo(1);
  }

  @RepeatedTest(5)
  void capacityNeverFallsBelowThoseWhoAreIn() {
    var course = course(4);
    var students = students(4);

    var race =
        Race.of(
            5,
            i -> {
              if (i < 4) {
                enroll(students.get(i), course);
              } else {
                useCases
                    .courses()
                    .update(
                        new Update<>(course, null, (one, now) -> one.edit(one.title(), 2, now)));
              }
              return i;
            });

    var stored = stored(course);
    assertThat(stored.enrolledCount()).isLessThanOrEqualTo(stored.capacity());
    assertThat(enrolled(students, course)).isEqualTo(stored.enrolledCount());
    assertThat(race.reasons()).isSubsetOf(Reason.COURSE_FULL, Reason.CAPACITY_BELOW_ENROLLED);
  }

  @RepeatedTest(5)
  void seatsAreCountedRightWhateverCrosses() {
    var courses = List.of(course(100), course(100), course(100));
    var students = students(4);
    var enrollments = new ArrayList<Id<Enrollment>>();
    students.forEach(student -> courses.forEach(c -> enrollments.add(enroll(student, c))));

    var race =
        Race.of(
            12,
            i -> {
              var student = students.get(i % 4);
              switch (i / 4) {
                case 0 -> useCases.enrollments().dropAllOf(REGISTRAR, student);
                case 1 -> useCases.enrollments().grade(enrollments.get(3 * (i % 4)), 90, true);
                default -> enroll(student, courses.get(2));
              }
              return i;
            });

    assertThat(race.reasons()).isSubsetOf(Reason.NOT_ENROLLED, Reason.ALREADY_ENROLLED);
    for (var course : courses) {
      assertThat(stored(course).enrolledCount()).isEqualTo((int) enrolled(students, course));
    }
  }

  @RepeatedTest(5)
  void batchesAndSingleCallsNeverTakeMoreSeatsThanThereAre() {
    var courses = List.of(course(17), course(12));
    var students = students(40);

    var race =
        Race.of(
            16,
            i -> {
              if (i >= 8) {
                return List.of(enroll(students.get(24 + i), courses.get(i % 2)));
              }
              var pairs = new ArrayList<Pair>();
              var batch = students.subList(4 * i, 4 * i + 4);
              for (var student : i % 2 == 0 ? batch : batch.reversed()) {
                for (var course : i % 2 == 0 ? courses : courses.reversed()) {
                  pairs.add(new Pair(student, course));
                }
              }
              return useCases.enrollments().enrollAll(REGISTRAR, pairs);
            });

    assertThat(race.reasons()).isNotEmpty().isSubsetOf(Reason.COURSE_FULL);
    var enrolled = 0L;
    for (var course : courses) {
      var stored = stored(course);
      assertThat(stored.enrolledCount()).isLessThanOrEqualTo(stored.capacity());
      assertThat(enrolled(students, course)).isEqualTo(stored.enrolledCount());
      enrolled += stored.enrolledCount();
    }
    // All of a batch, or none.
    assertThat(race.results().stream().mapToLong(List::size).sum()).isEqualTo(enrolled);
  }

  @RepeatedTest(5)
  void batchesThatCrossCountSeatsRight() {
    var courses = List.of(course(100), course(100), course(100));
    var students = students(4);
    var pairs = new ArrayList<Pair>();
    students.forEach(student -> courses.forEach(course -> pairs.add(new Pair(student, course))));
    var all = useCases.enrollments().enrollAll(REGISTRAR, pairs);

    var race =
        Race.of(
            15,
            i -> {
              var ordered = i % 2 == 0 ? all : all.reversed();
              switch (i / 3) {
                case 0 -> useCases.enrollments().dropAll(REGISTRAR, ordered);
                case 1 ->
                    useCases
                        .enrollments()
                        .gradeAll(
                            ordered.subList(0, 6).stream()
                                .map(id -> new Grading(id, 90, true))
                                .toList());
                case 2 ->
                    useCases
                        .enrollments()
                        .enrollAll(REGISTRAR, i % 2 == 0 ? pairs : pairs.reversed());
                case 3 -> useCases.enrollments().dropAllOf(REGISTRAR, students.get(i % 4));
                default -> enroll(students.get(i % 4), courses.get(i % 3));
              }
              return i;
            });

    assertThat(race.reasons()).isSubsetOf(Reason.NOT_ENROLLED, Reason.ALREADY_ENROLLED);
    for (var course : courses) {
      assertThat(stored(course).enrolledCount()).isEqualTo((int) enrolled(students, course));
    }
  }

  @RepeatedTest(5)
  void aCourseIsDeletedOrEnrolledIn() {
    var course = course(10);
    var ada = student();

    var race =
        Race.of(() -> useCases.courses().delete(course, null, false), () -> enroll(ada, course));

    assertThat(race.successes()).isEqualTo(1);
    assertThat(race.reasons())
        .isSubsetOf(
            race.results().contains(0) ? Reason.RESOURCE_NOT_FOUND : Reason.HAS_ENROLLMENTS);
  }

  @RepeatedTest(5)
  void aStudentIsDeletedWithWhatCameInTime() {
    var course = course(10);
    var other = course(10);
    var ada = student();
    var enrollment = enroll(ada, other);

    var race =
        Race.of(
            () -> useCases.students().delete(ada, null, true),
            () -> enroll(ada, course),
            () -> useCases.enrollments().drop(REGISTRAR, enrollment));

    assertThat(race.results()).contains(0);
    assertThat(race.errors()).hasOnlyElementsOfType(NotFound.class);
    assertThat(stored(course).enrolledCount()).isZero();
    assertThat(stored(other).enrolledCount()).isZero();
    assertThat(ports.enrollments().of(List.of(ada))).isEmpty();
  }
}
