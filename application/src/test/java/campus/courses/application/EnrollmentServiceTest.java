package campus.courses.application;

import static campus.courses.application.testing.TestCourses.REGISTRAR;
import static campus.courses.application.testing.TestCourses.aCourse;
import static campus.courses.application.testing.TestCourses.aStudent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import campus.courses.application.EnrollmentUseCases.Grading;
import campus.courses.application.testing.CoursesPorts;
import campus.courses.application.testing.InMemoryCourses;
import campus.courses.domain.Course;
import campus.courses.domain.Enrollment;
import campus.courses.domain.Enrollment.Pair;
import campus.courses.domain.Student;
import campus.shared.application.call.Caller;
import campus.shared.application.write.EntityUseCases.Update;
import campus.shared.domain.error.InvalidRequest;
import campus.shared.domain.error.NotAllowed;
import campus.shared.domain.error.NotFound;
import campus.shared.domain.error.Reason;
import campus.shared.domain.name.Id;
import campus.shared.domain.name.UserId;
import campus.shared.domain.value.Role;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EnrollmentServiceTest {

  private final CoursesPorts ports = InMemoryCourses.create();
  private final CoursesUseCases useCases = ports.useCases();
  private final EnrollmentUseCases enrollments = useCases.enrollments();

  private Id<Student> student() {
    var student = aStudent("Ada");
    useCases.students().add(student);
    return student.id();
  }

  private Id<Course> course(int seats) {
    var course = aCourse("Math", seats);
    useCases.courses().add(course);
    return course.id();
  }

  private Enrollment enrollment(Id<Enrollment> id) {
    return ports.enrollments().find(id).orElseThrow();
  }

  private int taken(Id<Course> course) {
    return ports.transactions().<Course>write(() -> ports.courses().lock(course)).enrolledCount();
  }

  @Test
  void rejectsWhenTheCourseIsFull() {
    var course = course(1);
    enrollments.enroll(REGISTRAR, student(), course);
    var late = student();

    assertThatThrownBy(() -> enrollments.enroll(REGISTRAR, late, course))
        .hasFieldOrPropertyWithValue("reason", Reason.COURSE_FULL);

    assertThat(taken(course)).isEqualTo(1);
    assertThat(ports.enrollments().of(List.of(late))).isEmpty();
  }

  @Test
  void rejectsTheSecondTime() {
    var course = course(2);
    var ada = student();
    enrollments.enroll(REGISTRAR, ada, course);

    assertThatThrownBy(() -> enrollments.enroll(REGISTRAR, ada, course))
        .hasFieldOrPropertyWithValue("reason", Reason.ALREADY_ENROLLED);
    assertThat(taken(course)).isEqualTo(1);
  }

  @Test
  void whatWasDroppedIsTakenUpAgainWithoutItsGrade() {
    var course = course(1);
    var ada = student();
    var enrollment = enrollments.enroll(REGISTRAR, ada, course);
    enrollments.grade(enrollment, 40, false);

    enrollments.drop(REGISTRAR, enrollment);
    assertThat(taken(course)).isZero();
    assertThat(enrollments.enroll(REGISTRAR, ada, course)).isEqualTo(enrollment);

    assertThat(enrollment(enrollment).grade()).isNull();
    assertThat(enrollment(enrollment).isEnrolled()).isTrue();
    assertThat(taken(course)).isEqualTo(1);
  }

  @Test
  void droppingAgainIsRefused() {
    var enrollment = enrollments.enroll(REGISTRAR, student(), course(1));
    enrollments.drop(REGISTRAR, enrollment);

    assertThatThrownBy(() -> enrollments.drop(REGISTRAR, enrollment))
        .hasFieldOrPropertyWithValue("reason", Reason.NOT_ENROLLED);
    assertThatThrownBy(() -> enrollments.grade(enrollment, 50, false))
        .hasFieldOrPropertyWithValue("reason", Reason.NOT_ENROLLED);
  }

  @Test
  void completingFreesTheSeatOnce() {
    var course = course(1);
    var ada = student();
    var enrollment = enrollments.enroll(REGISTRAR, ada, course);

    enrollments.grade(enrollment, 90, false);
    assertThat(taken(course)).isEqualTo(1);
    enrollments.grade(enrollment, 91, true);
    enrollments.grade(enrollment, 92, false);

    assertThat(taken(course)).isZero();
    assertThat(enrollment(enrollment).state()).isEqualTo(Enrollment.State.COMPLETED);
    assertThat(enrollment(enrollment).grade()).isEqualTo(92);
    assertThatThrownBy(() -> enrollments.drop(REGISTRAR, enrollment))
        .hasFieldOrPropertyWithValue("reason", Reason.NOT_ENROLLED);
    assertThatThrownBy(() -> enrollments.enroll(REGISTRAR, ada, course))
        .hasFieldOrPropertyWithValue("reason", Reason.ALREADY_ENROLLED);
  }

  @Test
  void gradesAreNoughtToAHundred() {
    var enrollment = enrollments.enroll(REGISTRAR, student(), course(1));

    enrollments.grade(enrollment, 0, false);
    enrollments.grade(enrollment, 100, false);
    for (int wrong : new int[] {-1, 101}) {
      assertThatThrownBy(() -> enrollments.grade(enrollment, wrong, false))
          .isInstanceOf(InvalidRequest.class);
    }
  }

  @Test
  void allAreDroppedAtOnce() {
    var ada = student();
    var one = course(1);
    var other = course(1);
    var completed = enrollments.enroll(REGISTRAR, ada, course(1));
    enrollments.grade(completed, 90, true);
    enrollments.enroll(REGISTRAR, ada, one);
    enrollments.enroll(REGISTRAR, ada, other);

    assertThat(enrollments.dropAllOf(REGISTRAR, ada)).hasSize(2);
    assertThat(enrollments.dropAllOf(REGISTRAR, ada)).isEmpty();

    assertThat(List.of(taken(one), taken(other))).containsOnly(0);
    assertThat(enrollment(completed).state()).isEqualTo(Enrollment.State.COMPLETED);
  }

  @Test
  void manyEnrollInOrderAllOrNone() {
    var math = course(3);
    var art = course(1);
    var ada = student();
    var bob = student();
    var dropped = enrollments.enroll(REGISTRAR, bob, math);
    enrollments.drop(REGISTRAR, dropped);
    var eve = student();

    assertThatThrownBy(() ->
            enrollments.enrollAll(
                REGISTRAR, List.of(new Pair(ada, art), new Pair(bob, math), new Pair(eve, art))))
        .hasFieldOrPropertyWithValue("reason", Reason.COURSE_FULL)
        .hasMessageContaining(art.toName());
    assertThat(List.of(taken(math), taken(art))).containsOnly(0);
    assertThat(enrollment(dropped).isEnrolled()).isFalse();

    var made =
        enrollments.enrollAll(
            REGISTRAR, List.of(new Pair(eve, math), new Pair(bob, math), new Pair(ada, art)));
    assertThat(made.stream().map(id -> enrollment(id).student())).containsExactly(eve, bob, ada);
    assertThat(made.get(1)).isEqualTo(dropped);
    assertThat(List.of(taken(math), taken(art))).containsExactly(2, 1);

    assertThatThrownBy(() ->
            enrollments.enrollAll(REGISTRAR, List.of(new Pair(ada, math), new Pair(eve, math))))
        .hasFieldOrPropertyWithValue("reason", Reason.ALREADY_ENROLLED)
        .hasMessageContaining(made.getFirst().toName());
    assertThat(taken(math)).isEqualTo(2);
  }

  @Test
  void manyAreDroppedAndGradedAllOrNone() {
    var math = course(3);
    var art = course(3);
    var all =
        enrollments.enrollAll(
            REGISTRAR,
            List.of(
                new Pair(student(), math), new Pair(student(), art), new Pair(student(), math)));
    var missing = Enrollment.id(UUID.randomUUID());

    assertThatThrownBy(
            () -> enrollments.dropAll(REGISTRAR, List.of(all.getFirst(), missing, all.getLast())))
        .isInstanceOf(NotFound.class)
        .hasMessageContaining(missing.toName());
    enrollments.gradeAll(
        List.of(new Grading(all.get(2), 80, true), new Grading(all.get(1), 70, false)));
    assertThat(List.of(taken(math), taken(art))).containsExactly(1, 1);
    assertThat(enrollment(all.get(2)).grade()).isEqualTo(80);
    assertThat(enrollment(all.get(1)).grade()).isEqualTo(70);

    assertThatThrownBy(() -> enrollments.dropAll(REGISTRAR, all))
        .hasFieldOrPropertyWithValue("reason", Reason.NOT_ENROLLED)
        .hasMessageContaining(all.get(2).toName());
    assertThat(List.of(taken(math), taken(art))).containsExactly(1, 1);
    enrollments.dropAll(REGISTRAR, List.of(all.get(1), all.get(0)));
    assertThat(List.of(taken(math), taken(art))).containsOnly(0);
    assertThatThrownBy(() ->
            enrollments.gradeAll(
                List.of(new Grading(all.get(2), 90, false), new Grading(all.get(0), 90, false))))
        .hasFieldOrPropertyWithValue("reason", Reason.NOT_ENROLLED);
    assertThat(enrollment(all.get(2)).grade()).isEqualTo(80);
  }

  @Test
  void oneForeignStudentRefusesAll() {
    var user = new UserId(UUID.randomUUID());
    var self = new Caller(user, Set.of(Role.MEMBER), null);
    var ada = aStudent("Ada", user);
    useCases.students().add(ada);
    var foreign = student();
    var math = course(5);
    var art = course(5);

    var own = enrollments.enrollAll(self, List.of(new Pair(ada.id(), math)));
    var others = enrollments.enrollAll(REGISTRAR, List.of(new Pair(foreign, math)));
    assertThatThrownBy(() ->
            enrollments.enrollAll(self, List.of(new Pair(ada.id(), art), new Pair(foreign, art))))
        .isInstanceOf(NotAllowed.class)
        .hasMessageContaining(foreign.toName());
    assertThatThrownBy(() -> enrollments.dropAll(self, List.of(own.getFirst(), others.getFirst())))
        .isInstanceOf(NotAllowed.class);

    assertThat(List.of(taken(math), taken(art))).containsExactly(2, 0);
  }

  @Test
  void studentsActForThemselvesAlone() {
    var user = new UserId(UUID.randomUUID());
    var self = new Caller(user, Set.of(Role.MEMBER), null);
    var stranger = new Caller(new UserId(UUID.randomUUID()), Set.of(Role.MEMBER), null);
    var ada = aStudent("Ada", user);
    useCases.students().add(ada);
    var course = course(1);

    assertThatThrownBy(() -> enrollments.enroll(stranger, ada.id(), course))
        .isInstanceOf(NotAllowed.class);
    assertThatThrownBy(() -> enrollments.enroll(self, student(), course))
        .isInstanceOf(NotAllowed.class);
    var enrollment = enrollments.enroll(self, ada.id(), course);
    assertThatThrownBy(() -> enrollments.drop(stranger, enrollment)).isInstanceOf(NotAllowed.class);
    assertThatThrownBy(() -> enrollments.dropAllOf(stranger, ada.id()))
        .isInstanceOf(NotAllowed.class);
    enrollments.drop(self, enrollment);
  }

  @Test
  void aCourseKeepsSeatsForThoseWhoAreIn() {
    var course = course(2);
    enrollments.enroll(REGISTRAR, student(), course);
    enrollments.enroll(REGISTRAR, student(), course);

    assertThatThrownBy(() -> resize(course, 1))
        .hasFieldOrPropertyWithValue("reason", Reason.CAPACITY_BELOW_ENROLLED);
    resize(course, 3);
    assertThat(taken(course)).isEqualTo(2);
  }

  private void resize(Id<Course> course, int capacity) {
    useCases
        .courses()
        .update(new Update<>(course, null, (one, now) -> one.edit(one.title(), capacity, now)));
  }

  @Test
  void whatHasEnrollmentsIsDeletedByForceOnly() {
    var course = course(2);
    var other = course(2);
    var ada = student();
    enrollments.enroll(REGISTRAR, ada, course);
    enrollments.enroll(REGISTRAR, ada, other);
    enrollments.enroll(REGISTRAR, student(), course);

    assertThatThrownBy(() -> useCases.students().delete(ada, null, false))
        .hasFieldOrPropertyWithValue("reason", Reason.HAS_ENROLLMENTS);
    useCases.students().delete(ada, null, true);
    assertThat(taken(course)).isEqualTo(1);
    assertThat(taken(other)).isZero();

    assertThatThrownBy(() -> useCases.courses().delete(course, null, false))
        .hasFieldOrPropertyWithValue("reason", Reason.HAS_ENROLLMENTS);
    useCases.courses().delete(course, null, true);
    useCases.courses().delete(other, null, false);
    assertThatThrownBy(() -> taken(course)).isInstanceOf(NotFound.class);
  }

  @Test
  void aStudentStaysWhenTheUserGoes() {
    var user = new UserId(UUID.randomUUID());
    var ada = aStudent("Ada", user);
    useCases.students().add(ada);

    useCases.userDependents().deleteOf(List.of(user));

    var self = new Caller(user, Set.of(Role.MEMBER), null);
    assertThatThrownBy(() -> enrollments.dropAllOf(self, ada.id())).isInstanceOf(NotAllowed.class);
  }
}
