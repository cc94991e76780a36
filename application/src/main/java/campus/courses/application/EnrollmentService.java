package campus.courses.application;

import campus.courses.domain.Course;
import campus.courses.domain.Enrollment;
import campus.courses.domain.Student;
import campus.shared.application.call.Caller;
import campus.shared.application.write.IdGenerator;
import campus.shared.application.write.Transactions;
import campus.shared.domain.error.NotAllowed;
import campus.shared.domain.error.NotFound;
import campus.shared.domain.name.Id;
import campus.shared.domain.value.Role;
import java.time.Clock;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Races: enrolling for the last seat, or against a change of the capacity. Guard: the course's row
 * lock. Enrolling a student twice, or against dropping. Guard: the student's row lock.
 *
 * <p>Lock order: the student, courses in id order, enrollments.
 */
record EnrollmentService(
    Transactions transactions,
    Students students,
    Courses courses,
    Enrollments enrollments,
    IdGenerator ids,
    Clock clock)
    implements EnrollmentUseCases {

  @Override
  public Id<Enrollment> enroll(Caller caller, Id<Student> studentId, Id<Course> courseId) {
    return transactions.write(() -> {
      requireMayActFor(caller, students.lock(studentId));
      var course = courses.lock(courseId);
      var now = clock.instant();
      var before = enrollments.find(studentId, courseId).map(dropped -> dropped.enrollAgain(now));
      courses.update(course.takeSeat());
      before.ifPresent(enrollments::update);
      return before.orElseGet(() -> added(studentId, courseId)).id();
    });
  }

  private Enrollment added(Id<Student> student, Id<Course> course) {
    var enrollment = Enrollment.enroll(Enrollment.id(ids.next()), student, course, clock.instant());
    enrollments.add(enrollment);
    return enrollment;
  }

  @Override
  public void drop(Caller caller, Id<Enrollment> id) {
    transactions.write(() -> {
      var found = found(id);
      requireMayActFor(caller, students.lock(found.student()));
      change(found, enrollment -> enrollment.drop(clock.instant()));
    });
  }

  @Override
  public void grade(Id<Enrollment> id, int grade, boolean complete) {
    transactions.write(() -> {
      var found = found(id);
      var _ = students.lock(found.student());
      change(found, enrollment -> enrollment.grade(grade, complete, clock.instant()));
    });
  }

  private Enrollment found(Id<Enrollment> id) {
    return enrollments.find(id).orElseThrow(() -> new NotFound(id.toName()));
  }

  /** Changes an enrollment. The student is locked. */
  private void change(Enrollment found, UnaryOperator<Enrollment> change) {
    // If the course has just been deleted, so has the enrollment: lock throws NotFound.
    var course = courses.lockAll(List.of(found.course()));
    var before = enrollments.lock(found.id());
    var after = change.apply(before);
    if (!after.equals(before)) {
      enrollments.update(after);
    }
    if (before.isEnrolled() && !after.isEnrolled()) {
      courses.updateAll(course.stream().map(one -> one.leaveSeats(1)).toList());
    }
  }

  @Override
  public List<Id<Enrollment>> dropAll(Caller caller, Id<Student> studentId) {
    return transactions.write(() -> {
      requireMayActFor(caller, students.lock(studentId));
      var enrolled = leaveSeats(courses, enrollments.of(List.of(studentId)));
      var now = clock.instant();
      enrollments.updateAll(enrolled.stream().map(one -> one.drop(now)).toList());
      return enrolled.stream().map(Enrollment::id).toList();
    });
  }

  /**
   * Frees the seats of enrollments.
   *
   * @return the enrollments that took a seat, without those of courses deleted meanwhile
   */
  static List<Enrollment> leaveSeats(Courses courses, List<Enrollment> enrollments) {
    var enrolled = enrollments.stream().filter(Enrollment::isEnrolled).toList();
    var seats =
        enrolled.stream()
            .collect(Collectors.groupingBy(Enrollment::course, Collectors.summingInt(_ -> 1)));
    var locked = courses.lockAll(seats.keySet());
    courses.updateAll(
        locked.stream()
            .map(course -> course.leaveSeats(seats.getOrDefault(course.id(), 0)))
            .toList());
    var there = locked.stream().map(Course::id).collect(Collectors.toSet());
    return enrolled.stream().filter(one -> there.contains(one.course())).toList();
  }

  private static void requireMayActFor(Caller caller, Student student) {
    var user = student.user();
    if (!caller.has(Role.REGISTRAR) && (user == null || !caller.is(user))) {
      throw new NotAllowed(
          student.id().toName() + " is not you; for others only REGISTRAR may do this");
    }
  }
}
