package campus.courses.application;

import campus.courses.domain.Course;
import campus.courses.domain.Enrollment;
import campus.courses.domain.Enrollment.Pair;
import campus.courses.domain.Student;
import campus.shared.application.call.Caller;
import campus.shared.application.write.IdGenerator;
import campus.shared.application.write.Transactions;
import campus.shared.domain.error.NotAllowed;
import campus.shared.domain.error.NotFound;
import campus.shared.domain.name.Id;
import campus.shared.domain.value.Role;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Races: enrolling for the last seat, or against a change of the capacity. Guard: the course's row
 * lock. Enrolling a student twice, or against dropping. Guard: the student's row lock.
 *
 * <p>Lock order: students, courses, enrollments, each in id order.
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
  public List<Id<Enrollment>> enrollAll(Caller caller, List<Pair> wanted) {
    return transactions.write(() -> {
      for (var student : lockStudents(wanted)) {
        requireMayActFor(caller, student);
      }
      var seats = courses.lockEach(coursesOf(wanted));
      var before = new HashMap<Pair, Enrollment>();
      enrollments.findPairs(wanted).forEach(one -> before.put(one.pair(), one));
      var now = clock.instant();
      var resumed = new ArrayList<Enrollment>();
      var added = new ArrayList<Enrollment>();
      var enrolled = new ArrayList<Id<Enrollment>>();
      for (var pair : wanted) {
        var dropped = before.get(pair);
        var enrollment = dropped == null ? made(pair, now) : dropped.enrollAgain(now);
        seats.computeIfPresent(pair.course(), (_, course) -> course.takeSeat());
        (dropped == null ? added : resumed).add(enrollment);
        enrolled.add(enrollment.id());
      }
      courses.updateAll(seats.values());
      enrollments.updateAll(resumed);
      enrollments.addAll(added);
      return enrolled;
    });
  }

  private Enrollment made(Pair pair, Instant now) {
    return Enrollment.enroll(Enrollment.id(ids.next()), pair.student(), pair.course(), now);
  }

  /**
   * Locks the students of pairs.
   *
   * @return them in the order of the pairs, each once
   * @throws NotFound naming the first missing one
   */
  private List<Student> lockStudents(List<Pair> pairs) {
    var wanted = pairs.stream().map(Pair::student).distinct().toList();
    var locked = students.lockEach(wanted);
    return wanted.stream().map(locked::get).map(Objects::requireNonNull).toList();
  }

  private static List<Id<Course>> coursesOf(List<Pair> pairs) {
    return pairs.stream().map(Pair::course).distinct().toList();
  }

  @Override
  public void dropAll(Caller caller, List<Id<Enrollment>> ids) {
    transactions.write(() -> {
      var now = clock.instant();
      change(
          ids,
          student -> requireMayActFor(caller, student),
          (enrollment, _) -> enrollment.drop(now));
    });
  }

  @Override
  public void gradeAll(List<Grading> gradings) {
    transactions.write(() -> {
      var now = clock.instant();
      change(
          gradings.stream().map(Grading::enrollment).toList(),
          _ -> {},
          (enrollment, i) -> {
            var grading = gradings.get(i);
            return enrollment.grade(grading.grade(), grading.complete(), now);
          });
    });
  }

  /** Changes an enrollment; gets its index too. */
  private interface Change {
    Enrollment apply(Enrollment before, int index);
  }

  /**
   * Changes different enrollments, and frees the seats that they do not need any more.
   *
   * @param access checks each student, before the locks of courses
   */
  private void change(List<Id<Enrollment>> ids, Consumer<Student> access, Change change) {
    var pairs = pairs(ids);
    lockStudents(pairs).forEach(access);
    // If a course has just been deleted, so have its enrollments: these are not found below.
    var taken = courses.lockAll(coursesOf(pairs));
    var locked = enrollments.lockEach(ids);
    var changed = new ArrayList<Enrollment>();
    var left = new HashMap<Id<Course>, Integer>();
    for (int i = 0; i < ids.size(); i++) {
      var before = Objects.requireNonNull(locked.get(ids.get(i)));
      var after = change.apply(before, i);
      if (!after.equals(before)) {
        changed.add(after);
      }
      if (before.isEnrolled() && !after.isEnrolled()) {
        left.merge(before.course(), 1, Integer::sum);
      }
    }
    enrollments.updateAll(changed);
    courses.updateAll(
        taken.stream()
            .filter(course -> left.containsKey(course.id()))
            .map(course -> course.leaveSeats(left.getOrDefault(course.id(), 0)))
            .toList());
  }

  /**
   * The students and courses of enrollments, in order.
   *
   * @throws NotFound naming the first missing enrollment
   */
  private List<Pair> pairs(List<Id<Enrollment>> ids) {
    var found =
        enrollments.findAll(ids).stream()
            .collect(Collectors.toMap(Enrollment::id, Function.identity()));
    NotFound.requireAll(ids, found.keySet());
    return ids.stream().map(id -> Objects.requireNonNull(found.get(id)).pair()).toList();
  }

  @Override
  public List<Id<Enrollment>> dropAllOf(Caller caller, Id<Student> studentId) {
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
