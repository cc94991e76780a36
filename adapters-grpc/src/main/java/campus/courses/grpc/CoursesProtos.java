package campus.courses.grpc;

import static campus.courses.application.CoursesResources.COURSE;
import static campus.courses.application.CoursesResources.ENROLLMENT;
import static campus.courses.application.CoursesResources.STUDENT;
import static campus.identity.application.IdentityResources.USER;

import campus.courses.domain.Course;
import campus.courses.domain.CourseId;
import campus.courses.domain.EnrollmentId;
import campus.courses.domain.Student;
import campus.courses.domain.StudentId;
import campus.shared.application.EntityUseCases.Creation;
import campus.shared.application.EntityUseCases.Edit;
import campus.shared.domain.UserId;
import campus.shared.grpc.EntityMethods;
import campus.shared.grpc.Names;
import campus.shared.grpc.UpdateMask;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Students, courses and enrollments, mapped from the wire. */
final class CoursesProtos {

  private CoursesProtos() {}

  static final class StudentMapping
      implements EntityMethods.Mapping<Student, campus.courses.v1.Student> {

    @Override
    public List<String> updatable() {
      return List.of("display_name", "user");
    }

    @Override
    public Creation<Student> creation(campus.courses.v1.Student student) {
      var user = user(student);
      return (id, now) -> Student.create(new StudentId(id), student.getDisplayName(), user, now);
    }

    @Override
    public Edit<Student> edit(campus.courses.v1.Student student, UpdateMask mask) {
      var displayName = mask.change("display_name", student::getDisplayName);
      var user = mask.<@Nullable UserId>change("user", () -> user(student));
      return (current, now) ->
          current.edit(displayName.or(current.displayName()), user.or(current.user()), now);
    }

    private static @Nullable UserId user(campus.courses.v1.Student student) {
      var name = student.getUser().getName();
      return name.isEmpty() ? null : Names.user(Names.parse(USER, "user.name", name));
    }
  }

  static final class CourseMapping
      implements EntityMethods.Mapping<Course, campus.courses.v1.Course> {

    @Override
    public List<String> updatable() {
      return List.of("title", "capacity");
    }

    @Override
    public Creation<Course> creation(campus.courses.v1.Course course) {
      return (id, now) ->
          Course.create(new CourseId(id), course.getTitle(), course.getCapacity(), now);
    }

    @Override
    public Edit<Course> edit(campus.courses.v1.Course course, UpdateMask mask) {
      var title = mask.change("title", course::getTitle);
      var capacity = mask.change("capacity", course::getCapacity);
      return (current, now) ->
          current.edit(title.or(current.title()), capacity.or(current.capacity()), now);
    }
  }

  static StudentId student(String field, String name) {
    return new StudentId(Names.parse(STUDENT, field, name).id());
  }

  static CourseId course(String field, String name) {
    return new CourseId(Names.parse(COURSE, field, name).id());
  }

  static EnrollmentId enrollment(String name) {
    return new EnrollmentId(Names.parse(ENROLLMENT, "name", name).id());
  }
}
