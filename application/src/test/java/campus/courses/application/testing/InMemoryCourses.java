package campus.courses.application.testing;

import campus.courses.application.Courses;
import campus.courses.application.Enrollments;
import campus.courses.application.Students;
import campus.courses.domain.Course;
import campus.courses.domain.CourseErrors;
import campus.courses.domain.Enrollment;
import campus.courses.domain.Enrollment.Pair;
import campus.courses.domain.Student;
import campus.shared.application.testing.InMemoryEntities;
import campus.shared.application.testing.InMemoryTransactions;
import campus.shared.domain.error.NotFound;
import campus.shared.domain.name.Id;
import campus.shared.domain.name.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Courses in memory. */
public final class InMemoryCourses {

  private final InMemoryTransactions transactions = new InMemoryTransactions();
  private final StudentTable students = new StudentTable();
  private final CourseTable courses = new CourseTable();
  private final EnrollmentTable enrollments = new EnrollmentTable();

  private InMemoryCourses() {}

  /** The ports, with nothing in them. */
  public static CoursesPorts create() {
    var store = new InMemoryCourses();
    return new CoursesPorts(store.transactions, store.students, store.courses, store.enrollments);
  }

  private final class StudentTable extends InMemoryEntities<Id<Student>, Student>
      implements Students {

    StudentTable() {
      super(transactions);
    }

    @Override
    protected void check(Student student) {
      var user = student.user();
      if (user != null && others(student).anyMatch(other -> user.equals(other.user()))) {
        throw CourseErrors.userIsStudent();
      }
    }

    @Override
    public void detach(Collection<UserId> users, Instant now) {
      updateAll(
          rows()
              .filter(student -> student.user() != null && users.contains(student.user()))
              .map(student -> student.edit(student.displayName(), null, now))
              .toList());
    }
  }

  private final class CourseTable extends InMemoryEntities<Id<Course>, Course> implements Courses {

    CourseTable() {
      super(transactions);
    }

    @Override
    protected void check(Course course) {}
  }

  private final class EnrollmentTable extends InMemoryEntities<Id<Enrollment>, Enrollment>
      implements Enrollments {

    EnrollmentTable() {
      super(transactions);
    }

    @Override
    protected void check(Enrollment enrollment) {
      if (students.find(enrollment.student()).isEmpty()) {
        throw new NotFound(enrollment.student().toName());
      }
      if (courses.find(enrollment.course()).isEmpty()) {
        throw new NotFound(enrollment.course().toName());
      }
    }

    @Override
    public List<Enrollment> findAll(Collection<Id<Enrollment>> some) {
      return rows().filter(one -> some.contains(one.id())).toList();
    }

    @Override
    public List<Enrollment> findPairs(Collection<Pair> some) {
      return rows().filter(one -> some.contains(one.pair())).toList();
    }

    @Override
    public Optional<Enrollment> find(Id<Enrollment> id) {
      return super.find(id);
    }

    @Override
    public List<Enrollment> of(Collection<Id<Student>> some) {
      return rows()
          .filter(one -> some.contains(one.student()))
          .sorted(
              Comparator.comparing((Enrollment one) -> one.course().toName())
                  .thenComparing(one -> one.student().toName()))
          .toList();
    }

    @Override
    public List<Id<Course>> taken(Collection<Id<Course>> some) {
      return rows()
          .map(Enrollment::course)
          .filter(some::contains)
          .distinct()
          .sorted(Comparator.comparing(Id::toName))
          .toList();
    }

    @Override
    public void deleteOf(Collection<Id<Student>> some) {
      delete(one -> some.contains(one.student()));
    }

    @Override
    public void deleteIn(Collection<Id<Course>> some) {
      delete(one -> some.contains(one.course()));
    }

    private void delete(Predicate<Enrollment> which) {
      deleteAll(rows().filter(which).map(Enrollment::id).toList());
    }
  }
}
