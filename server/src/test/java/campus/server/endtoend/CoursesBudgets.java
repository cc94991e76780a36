package campus.server.endtoend;

import static campus.server.endtoend.FieldMasks.mask;

import campus.courses.v1.Course;
import campus.courses.v1.CourseServiceGrpc;
import campus.courses.v1.CourseServiceGrpc.CourseServiceBlockingStub;
import campus.courses.v1.CreateCourseRequest;
import campus.courses.v1.CreateStudentRequest;
import campus.courses.v1.DeleteCourseRequest;
import campus.courses.v1.DeleteStudentRequest;
import campus.courses.v1.DropAllEnrollmentsRequest;
import campus.courses.v1.DropEnrollmentRequest;
import campus.courses.v1.EnrollStudentRequest;
import campus.courses.v1.Enrollment;
import campus.courses.v1.EnrollmentServiceGrpc;
import campus.courses.v1.EnrollmentServiceGrpc.EnrollmentServiceBlockingStub;
import campus.courses.v1.GetCourseRequest;
import campus.courses.v1.GetEnrollmentRequest;
import campus.courses.v1.GetStudentRequest;
import campus.courses.v1.GradeEnrollmentRequest;
import campus.courses.v1.ImportStudentsRequest;
import campus.courses.v1.ListCoursesRequest;
import campus.courses.v1.ListEnrollmentsRequest;
import campus.courses.v1.ListStudentsRequest;
import campus.courses.v1.Student;
import campus.courses.v1.StudentServiceGrpc;
import campus.courses.v1.StudentServiceGrpc.StudentServiceBlockingStub;
import campus.courses.v1.UpdateCourseRequest;
import campus.courses.v1.UpdateStudentRequest;
import com.google.protobuf.FieldMask;
import com.google.protobuf.Int32Value;
import java.util.Collections;
import java.util.stream.IntStream;

/** What the methods of courses may take. */
final class CoursesBudgets {

  private static final String STUDENTS = "campus.courses.v1.StudentService/";
  private static final String COURSES = "campus.courses.v1.CourseService/";
  private static final String ENROLLMENTS = "campus.courses.v1.EnrollmentService/";

  private static final FieldMask OF_STUDENT = mask("*", "courses.title", "enrollments.grade");
  private static final FieldMask OF_COURSE =
      mask("*", "students.display_name", "enrollments.grade");
  private static final FieldMask OF_ENROLLMENT = mask("*", "student.display_name", "course.title");

  private CoursesBudgets() {}

  static void declare(StatementBudgets budgets) {
    declareStudents(budgets);
    declareCourses(budgets);
    declareEnrollments(budgets);
  }

  private static void declareStudents(StatementBudgets budgets) {
    // Student with courses; enrollments.
    budgets.user(
        STUDENTS + "GetStudent",
        2,
        campus -> {
          var student = studentOf(campus, 3);
          return client ->
              students(client)
                  .getStudent(
                      GetStudentRequest.newBuilder()
                          .setName(student.getName())
                          .setReadMask(OF_STUDENT)
                          .build());
        });
    budgets.user(
        STUDENTS + "ListStudents",
        2,
        campus -> {
          var _ = studentOf(campus, 3);
          return client ->
              students(client)
                  .listStudents(
                      ListStudentsRequest.newBuilder()
                          .setFilter("courses.title:\"Math\"")
                          .setReadMask(OF_STUDENT)
                          .build());
        });
    // Student; the answer.
    budgets.admin(
        STUDENTS + "CreateStudent",
        2,
        _ ->
            client ->
                students(client)
                    .createStudent(
                        CreateStudentRequest.newBuilder().setStudent(named("Ada")).build()));
    // Students, once for each hundred rows.
    budgets.admin(
        STUDENTS + "ImportStudents",
        1,
        _ -> {
          var row = ImportStudentsRequest.newBuilder().setStudent(named("Ada")).build();
          return client ->
              client.send(
                  StudentServiceGrpc.getImportStudentsMethod(), Collections.nCopies(100, row));
        });
    // Student under lock, student; the answer.
    budgets.admin(
        STUDENTS + "UpdateStudent",
        3,
        campus -> {
          var student = student(campus);
          return client ->
              students(client)
                  .updateStudent(
                      UpdateStudentRequest.newBuilder()
                          .setStudent(student.toBuilder().setDisplayName("Grace"))
                          .build());
        });
    // Student under lock, enrollments, courses under lock, courses, enrollments, student.
    budgets.admin(
        STUDENTS + "DeleteStudent",
        6,
        campus -> {
          var student = studentOf(campus, 3);
          return client ->
              students(client)
                  .deleteStudent(
                      DeleteStudentRequest.newBuilder()
                          .setName(student.getName())
                          .setForce(true)
                          .build());
        });
  }

  private static void declareCourses(StatementBudgets budgets) {
    // Course with students; enrollments.
    budgets.user(
        COURSES + "GetCourse",
        2,
        campus -> {
          var course = courseOf(campus, 3);
          return client ->
              courses(client)
                  .getCourse(
                      GetCourseRequest.newBuilder()
                          .setName(course.getName())
                          .setReadMask(OF_COURSE)
                          .build());
        });
    budgets.user(
        COURSES + "ListCourses",
        2,
        campus -> {
          var _ = courseOf(campus, 3);
          return client ->
              courses(client)
                  .listCourses(ListCoursesRequest.newBuilder().setReadMask(OF_COURSE).build());
        });
    // Course; the answer.
    budgets.admin(
        COURSES + "CreateCourse",
        2,
        _ -> client -> courses(client).createCourse(creation("Math", 10)));
    // Course under lock, course; the answer.
    budgets.admin(
        COURSES + "UpdateCourse",
        3,
        campus -> {
          var course = course(campus, 10);
          return client ->
              courses(client)
                  .updateCourse(
                      UpdateCourseRequest.newBuilder()
                          .setCourse(course.toBuilder().setCapacity(20))
                          .build());
        });
    // Course under lock, enrollments, course.
    budgets.admin(
        COURSES + "DeleteCourse",
        3,
        campus -> {
          var course = courseOf(campus, 3);
          return client ->
              courses(client)
                  .deleteCourse(
                      DeleteCourseRequest.newBuilder()
                          .setName(course.getName())
                          .setForce(true)
                          .build());
        });
  }

  private static void declareEnrollments(StatementBudgets budgets) {
    budgets.user(
        ENROLLMENTS + "GetEnrollment",
        1,
        campus -> {
          var enrollment = enroll(campus, student(campus), course(campus, 1));
          return client ->
              enrollments(client)
                  .getEnrollment(
                      GetEnrollmentRequest.newBuilder()
                          .setName(enrollment.getName())
                          .setReadMask(OF_ENROLLMENT)
                          .build());
        });
    budgets.user(
        ENROLLMENTS + "ListEnrollments",
        1,
        campus -> {
          var student = studentOf(campus, 3);
          return client ->
              enrollments(client)
                  .listEnrollments(
                      ListEnrollmentsRequest.newBuilder()
                          .setFilter("student = \"" + student.getName() + "\"")
                          .setReadMask(OF_ENROLLMENT)
                          .build());
        });
    // Student and course under lock, enrollment before, course, enrollment; the answer.
    budgets.admin(
        ENROLLMENTS + "EnrollStudent",
        6,
        campus -> {
          var request =
              EnrollStudentRequest.newBuilder()
                  .setStudent(student(campus).getName())
                  .setCourse(course(campus, 1).getName())
                  .build();
          return client -> enrollments(client).enrollStudent(request);
        });
    // Enrollment; student, course and enrollment under lock, enrollment, course; the answer.
    budgets.admin(
        ENROLLMENTS + "DropEnrollment",
        7,
        campus -> {
          var enrollment = enroll(campus, student(campus), course(campus, 1));
          return client ->
              enrollments(client)
                  .dropEnrollment(
                      DropEnrollmentRequest.newBuilder().setName(enrollment.getName()).build());
        });
    // Student under lock, enrollments, courses under lock, courses, enrollments; the answer.
    budgets.admin(
        ENROLLMENTS + "DropAllEnrollments",
        6,
        campus -> {
          var student = studentOf(campus, 10);
          return client ->
              enrollments(client)
                  .dropAllEnrollments(
                      DropAllEnrollmentsRequest.newBuilder().setStudent(student.getName()).build());
        });
    // As for DropEnrollment, with the course where it is completed.
    budgets.admin(
        ENROLLMENTS + "GradeEnrollment",
        7,
        campus -> {
          var enrollment = enroll(campus, student(campus), course(campus, 1));
          return client ->
              enrollments(client)
                  .gradeEnrollment(
                      GradeEnrollmentRequest.newBuilder()
                          .setName(enrollment.getName())
                          .setGrade(Int32Value.of(90))
                          .setComplete(true)
                          .build());
        });
  }

  static StudentServiceBlockingStub students(Client client) {
    return client.within(StudentServiceGrpc.newBlockingStub(client.channel()));
  }

  static CourseServiceBlockingStub courses(Client client) {
    return client.within(CourseServiceGrpc.newBlockingStub(client.channel()));
  }

  static EnrollmentServiceBlockingStub enrollments(Client client) {
    return client.within(EnrollmentServiceGrpc.newBlockingStub(client.channel()));
  }

  static Student student(RunningCampus campus) {
    return student(campus, named("Ada"));
  }

  static Student student(RunningCampus campus, Student.Builder student) {
    return students(campus.admin())
        .createStudent(CreateStudentRequest.newBuilder().setStudent(student).build());
  }

  static Student.Builder named(String displayName) {
    return Student.newBuilder().setDisplayName(displayName);
  }

  static Course course(RunningCampus campus, int capacity) {
    return courses(campus.admin()).createCourse(creation("Math", capacity));
  }

  static CreateCourseRequest creation(String title, int capacity) {
    return CreateCourseRequest.newBuilder()
        .setCourse(Course.newBuilder().setTitle(title).setCapacity(capacity))
        .build();
  }

  static Enrollment enroll(RunningCampus campus, Student student, Course course) {
    return enrollments(campus.admin())
        .enrollStudent(
            EnrollStudentRequest.newBuilder()
                .setStudent(student.getName())
                .setCourse(course.getName())
                .build());
  }

  /** A new student who is enrolled in so many courses. */
  private static Student studentOf(RunningCampus campus, int courses) {
    var student = student(campus);
    IntStream.range(0, courses).forEach(_ -> enroll(campus, student, course(campus, 1)));
    return student;
  }

  /** A new course that so many students are enrolled in. */
  private static Course courseOf(RunningCampus campus, int students) {
    var course = course(campus, students);
    IntStream.range(0, students).forEach(_ -> enroll(campus, student(campus), course));
    return course;
  }
}
