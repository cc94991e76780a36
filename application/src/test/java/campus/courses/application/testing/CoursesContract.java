package campus.courses.application.testing;

import static campus.courses.application.testing.TestCourses.NOW;
import static campus.courses.application.testing.TestCourses.aCourse;
import static campus.courses.application.testing.TestCourses.aStudent;
import static campus.courses.application.testing.TestCourses.anEnrollment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import campus.courses.domain.Course;
import campus.courses.domain.Enrollment;
import campus.courses.domain.Enrollment.Pair;
import campus.courses.domain.Student;
import campus.shared.application.testing.EntitiesContract;
import campus.shared.application.write.Entities;
import campus.shared.application.write.Transactions;
import campus.shared.domain.error.NotFound;
import campus.shared.domain.error.Reason;
import campus.shared.domain.name.Id;
import campus.shared.domain.name.UserId;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What every implementation of the driven ports of courses keeps. */
public abstract class CoursesContract {

  private CoursesPorts ports = InMemoryCourses.create();

  /** The ports, with nothing in them. */
  protected abstract CoursesPorts emptyPorts();

  /** A user who is there. */
  protected abstract UserId someUser();

  @BeforeEach
  void begin() {
    ports = emptyPorts();
  }

  private Id<Student> student() {
    var student = aStudent("Ada");
    ports.transactions().write(() -> ports.students().add(student));
    return student.id();
  }

  private Id<Course> course() {
    var course = aCourse("Math", 3);
    ports.transactions().write(() -> ports.courses().add(course));
    return course.id();
  }

  private Enrollment enrolled(Id<Student> student, Id<Course> course) {
    var enrollment = anEnrollment(student, course);
    ports.transactions().write(() -> ports.enrollments().add(enrollment));
    return enrollment;
  }

  @Nested
  class StudentContract extends EntitiesContract<Id<Student>, Student> {

    @Override
    protected Transactions transactions() {
      return ports.transactions();
    }

    @Override
    protected Entities<Id<Student>, Student> entities() {
      return ports.students();
    }

    @Override
    protected Student some() {
      return aStudent("Ada \uD83C\uDF93");
    }

    @Override
    protected Student changed(Student one) {
      return one.edit("Grace", someUser(), NOW.plusSeconds(1));
    }

    @Test
    void noUserIsTwo() {
      var user = someUser();
      transactions().write(() -> entities().add(aStudent("Ada", user)));

      assertThatThrownBy(() -> transactions().write(() -> entities().add(aStudent("Grace", user))))
          .hasFieldOrPropertyWithValue("reason", Reason.USER_IS_STUDENT);
    }

    @Test
    void stayWhenTheirUsersGo() {
      var user = someUser();
      var ada = aStudent("Ada", user);
      var grace = aStudent("Grace", someUser());
      transactions().write(() -> entities().addAll(List.of(ada, grace)));

      transactions().write(() -> ports.students().detach(List.of(user), NOW.plusSeconds(1)));

      assertThat(transactions().<Student>write(() -> entities().lock(ada.id())))
          .isEqualTo(ada.edit("Ada", null, NOW.plusSeconds(1)));
      assertThat(transactions().<Student>write(() -> entities().lock(grace.id()))).isEqualTo(grace);
    }
  }

  @Nested
  class CourseContract extends EntitiesContract<Id<Course>, Course> {

    @Override
    protected Transactions transactions() {
      return ports.transactions();
    }

    @Override
    protected Entities<Id<Course>, Course> entities() {
      return ports.courses();
    }

    @Override
    protected Course some() {
      return aCourse("Math \uD83C\uDF93", 3);
    }

    @Override
    protected Course changed(Course one) {
      return one.edit("Maths", 4, NOW.plusSeconds(1)).takeSeat();
    }
  }

  @Nested
  class EnrollmentContract extends EntitiesContract<Id<Enrollment>, Enrollment> {

    @Override
    protected Transactions transactions() {
      return ports.transactions();
    }

    @Override
    protected Entities<Id<Enrollment>, Enrollment> entities() {
      return ports.enrollments();
    }

    @Override
    protected Enrollment some() {
      return anEnrollment(student(), course());
    }

    @Override
    protected Enrollment changed(Enrollment one) {
      return one.grade(100, true, NOW.plusSeconds(1));
    }

    @Test
    void areFoundByStudentAndCourse() {
      var ada = student();
      var math = course();
      var enrollment = enrolled(ada, math);

      assertThat(ports.enrollments().find(ada, math)).contains(enrollment);
      assertThat(ports.enrollments().find(enrollment.id())).contains(enrollment);
      assertThat(ports.enrollments().find(ada, course())).isEmpty();
      assertThat(ports.enrollments().find(student(), math)).isEmpty();
    }

    @Test
    void areFoundManyAtOnceWithoutThoseThatAreMissing() {
      var one = enrolled(student(), course());
      var other = enrolled(student(), course());
      var missing = some();

      assertThat(ports.enrollments().findAll(List.of(other.id(), missing.id(), one.id())))
          .containsExactlyInAnyOrder(one, other);
      assertThat(
              ports
                  .enrollments()
                  .findPairs(
                      List.of(
                          other.pair(),
                          missing.pair(),
                          new Pair(one.student(), other.course()),
                          one.pair())))
          .containsExactlyInAnyOrder(one, other);
    }

    @Test
    void ofAStudentComeInTheOrderOfTheirCourses() {
      var ada = student();
      var one = enrolled(ada, course());
      var other = enrolled(ada, course());
      enrolled(student(), one.course());
      boolean inOrder = one.course().toName().compareTo(other.course().toName()) < 0;

      assertThat(ports.enrollments().of(List.of(ada)))
          .isEqualTo(inOrder ? List.of(one, other) : List.of(other, one));
    }

    @Test
    void studentAndCourseHaveToBeThere() {
      var nobody = aStudent("Nobody").id();
      var nothing = aCourse("Nothing", 1).id();

      assertThatThrownBy(() -> enrolled(nobody, course()))
          .isInstanceOfSatisfying(
              NotFound.class, e -> assertThat(e.resource()).isEqualTo(nobody.toName()));
      assertThatThrownBy(() -> enrolled(student(), nothing))
          .isInstanceOfSatisfying(
              NotFound.class, e -> assertThat(e.resource()).isEqualTo(nothing.toName()));
    }

    @Test
    void areDeletedByStudentAndByCourse() {
      var ada = student();
      var grace = student();
      var math = course();
      var art = course();
      enrolled(ada, math);
      enrolled(ada, art);
      enrolled(grace, math);
      assertThat(ports.enrollments().of(List.of(grace, ada)))
          .extracting(one -> one.course() + " " + one.student())
          .isSorted()
          .hasSize(3);
      assertThat(ports.enrollments().taken(List.of(art, math)))
          .containsExactlyInAnyOrder(art, math)
          .isSortedAccordingTo(Comparator.comparing(Id::toName));

      transactions().write(() -> ports.enrollments().deleteOf(List.of(ada)));
      assertThat(ports.enrollments().of(List.of(ada))).isEmpty();
      assertThat(ports.enrollments().taken(List.of(art, math))).containsExactly(math);

      transactions().write(() -> ports.enrollments().deleteIn(List.of(art, math)));
      assertThat(ports.enrollments().of(List.of(grace))).isEmpty();
    }
  }
}
