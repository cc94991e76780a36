package campus.server.endtoend;

import static campus.server.endtoend.CoursesBudgets.course;
import static campus.server.endtoend.CoursesBudgets.courses;
import static campus.server.endtoend.CoursesBudgets.creation;
import static campus.server.endtoend.CoursesBudgets.enrollments;
import static campus.server.endtoend.CoursesBudgets.named;
import static campus.server.endtoend.CoursesBudgets.student;
import static campus.server.endtoend.CoursesBudgets.students;
import static campus.server.endtoend.FieldMasks.mask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import campus.courses.v1.Course;
import campus.courses.v1.CreateStudentRequest;
import campus.courses.v1.DeleteCourseRequest;
import campus.courses.v1.DeleteStudentRequest;
import campus.courses.v1.DropAllEnrollmentsRequest;
import campus.courses.v1.DropEnrollmentRequest;
import campus.courses.v1.EnrollStudentRequest;
import campus.courses.v1.Enrollment;
import campus.courses.v1.EnrollmentServiceGrpc;
import campus.courses.v1.GetCourseRequest;
import campus.courses.v1.GetEnrollmentRequest;
import campus.courses.v1.GetStudentRequest;
import campus.courses.v1.GradeEnrollmentRequest;
import campus.courses.v1.ListCoursesRequest;
import campus.courses.v1.ListEnrollmentsRequest;
import campus.courses.v1.ListStudentsRequest;
import campus.courses.v1.Student;
import campus.courses.v1.UpdateCourseRequest;
import campus.courses.v1.UpdateStudentRequest;
import campus.identity.v1.DeleteUserRequest;
import campus.identity.v1.User;
import campus.shared.persistence.testing.Engine;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.protobuf.Int32Value;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Students, courses and enrollments, over the wire. */
class CoursesIT {

  private static final String NO_STUDENT = "students/01890a5d-ac96-774b-bcce-b302099a8057";
  private static final String NO_COURSE = "courses/01890a5d-ac96-774b-bcce-b302099a8057";

  private final RunningCampus campus = RunningCampus.shared(Engine.POSTGRES_18);
  private final Client registrar = campus.newUserWith("REGISTRAR");
  private final Client self = campus.newUser();
  private final Client other = campus.newUser();
  private final Student ada = student(campus, named("Ada").setUser(userOf(self)));

  private static User userOf(Client client) {
    return User.newBuilder().setName(client.name()).build();
  }

  private static EnrollStudentRequest enrollment(String student, String course) {
    return EnrollStudentRequest.newBuilder().setStudent(student).setCourse(course).build();
  }

  private Enrollment enroll(Client client, Student student, Course course) {
    return enrollments(client).enrollStudent(enrollment(student.getName(), course.getName()));
  }

  private static DropEnrollmentRequest drop(Enrollment enrollment) {
    return DropEnrollmentRequest.newBuilder().setName(enrollment.getName()).build();
  }

  private static GradeEnrollmentRequest grade(Enrollment enrollment, int grade) {
    return GradeEnrollmentRequest.newBuilder()
        .setName(enrollment.getName())
        .setGrade(Int32Value.of(grade))
        .build();
  }

  private Course read(Client client, Course course, String... mask) {
    return courses(client)
        .getCourse(
            GetCourseRequest.newBuilder()
                .setName(course.getName())
                .setReadMask(mask(mask))
                .build());
  }

  private Student read(Client client, Student student, String... mask) {
    return students(client)
        .getStudent(
            GetStudentRequest.newBuilder()
                .setName(student.getName())
                .setReadMask(mask(mask))
                .build());
  }

  private Enrollment read(Client client, Enrollment enrollment) {
    return enrollments(client)
        .getEnrollment(GetEnrollmentRequest.newBuilder().setName(enrollment.getName()).build());
  }

  @Test
  void studentsEnrollThemselvesAndLeave() {
    var math = course(campus, 2);

    var enrolled = enroll(self, ada, math);

    assertThat(enrolled.getState()).isEqualTo(Enrollment.State.ENROLLED);
    assertThat(enrolled.getStudent().getName()).isEqualTo(ada.getName());
    assertThat(enrolled.getCourse().getName()).isEqualTo(math.getName());
    assertThat(enrolled.hasGrade()).isFalse();
    assertThat(read(self, math).getEnrolledCount()).isEqualTo(1);
    assertThat(read(self, math).getEtag()).isEqualTo(math.getEtag());
    FailedCall.of(() -> enroll(self, ada, math))
        .is(Code.ALREADY_EXISTS, "ALREADY_ENROLLED")
        .isAbout(enrolled.getName());

    var dropped = enrollments(self).dropEnrollment(drop(enrolled));
    assertThat(dropped.getState()).isEqualTo(Enrollment.State.DROPPED);
    FailedCall.of(() -> enrollments(self).dropEnrollment(drop(enrolled)))
        .is(Code.FAILED_PRECONDITION, "NOT_ENROLLED");
    assertThat(read(self, math).getEnrolledCount()).isZero();
    assertThat(read(self, ada, "courses").getCoursesList()).isEmpty();
    assertThat(read(self, ada, "enrollments").getEnrollmentsList()).hasSize(1);

    var again = enroll(self, ada, math);
    assertThat(again.getName()).isEqualTo(enrolled.getName());
    assertThat(again.getState()).isEqualTo(Enrollment.State.ENROLLED);
  }

  @Test
  void nobodyElseDoesItForThem() {
    var math = course(campus, 2);
    var nobodys = student(campus, named("Nobody's"));

    FailedCall.of(() -> enroll(other, ada, math)).is(Code.PERMISSION_DENIED, "NOT_ALLOWED");
    FailedCall.of(() -> enroll(other, nobodys, math)).is(Code.PERMISSION_DENIED, "NOT_ALLOWED");
    FailedCall.of(() -> enroll(campus.anonymous(), ada, math))
        .is(Code.UNAUTHENTICATED, "SIGN_IN_REQUIRED");
    var enrolled = enroll(registrar, ada, math);
    FailedCall.of(() -> enrollments(other).dropEnrollment(drop(enrolled)))
        .is(Code.PERMISSION_DENIED, "NOT_ALLOWED");
    FailedCall.of(() ->
            enrollments(other)
                .dropAllEnrollments(
                    DropAllEnrollmentsRequest.newBuilder().setStudent(ada.getName()).build()))
        .is(Code.PERMISSION_DENIED, "NOT_ALLOWED");
    FailedCall.of(() -> enrollments(self).gradeEnrollment(grade(enrolled, 100)))
        .is(Code.PERMISSION_DENIED, "NOT_ALLOWED");
    FailedCall.of(() -> courses(self).createCourse(creation("Mine", 1)))
        .is(Code.PERMISSION_DENIED, "NOT_ALLOWED");
    FailedCall.of(() ->
            students(self)
                .createStudent(CreateStudentRequest.newBuilder().setStudent(named("Me")).build()))
        .is(Code.PERMISSION_DENIED, "NOT_ALLOWED");
  }

  @Test
  void whatIsNamedHasToBeThere() {
    var math = course(campus, 2);

    FailedCall.of(() -> enrollments(self).enrollStudent(enrollment(ada.getName(), NO_COURSE)))
        .is(Code.NOT_FOUND, "RESOURCE_NOT_FOUND")
        .isAbout(NO_COURSE);
    FailedCall.of(() -> enrollments(self).enrollStudent(enrollment(NO_STUDENT, math.getName())))
        .is(Code.NOT_FOUND, "RESOURCE_NOT_FOUND")
        .isAbout(NO_STUDENT);
    FailedCall.of(() -> enrollments(self).enrollStudent(enrollment(math.getName(), "")))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("student", "course");
    var gone = "users/01890a5d-ac96-774b-bcce-b302099a8057";
    FailedCall.of(() -> student(campus, named("X").setUser(User.newBuilder().setName(gone))))
        .is(Code.NOT_FOUND, "RESOURCE_NOT_FOUND")
        .isAbout(gone);
    FailedCall.of(() -> student(campus, named("X").setUser(userOf(self))))
        .is(Code.ALREADY_EXISTS, "USER_IS_STUDENT")
        .names("student.user");
    FailedCall.of(() -> student(campus, named(" ")))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("student.display_name");
    FailedCall.of(() -> courses(registrar).createCourse(creation("", 0)))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("course.title", "course.capacity");
    FailedCall.of(() -> courses(registrar).createCourse(creation("Huge", 1_000_001)))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("course.capacity");
    var enrolled = enroll(self, ada, math);
    for (int wrong : new int[] {-1, 101}) {
      FailedCall.of(() -> enrollments(registrar).gradeEnrollment(grade(enrolled, wrong)))
          .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
          .names("grade");
    }
    FailedCall.of(() ->
            enrollments(registrar)
                .gradeEnrollment(grade(enrolled, 0).toBuilder().clearGrade().build()))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("grade");
  }

  @Test
  void theLastSeatGoesToOneOfAHundred() throws Exception {
    var full = course(campus, 1);
    var calls = new ArrayList<ListenableFuture<Enrollment>>();
    for (int i = 0; i < 100; i++) {
      var request = enrollment(student(campus).getName(), full.getName());
      calls.add(
          EnrollmentServiceGrpc.newFutureStub(registrar.channel())
              .withDeadlineAfter(30, TimeUnit.SECONDS)
              .enrollStudent(request));
    }

    int enrolled = 0;
    for (var call : calls) {
      try {
        call.get();
        enrolled++;
      } catch (ExecutionException e) {
        FailedCall.of((StatusRuntimeException) Objects.requireNonNull(e.getCause()))
            .is(Code.FAILED_PRECONDITION, "COURSE_FULL");
      }
    }

    assertThat(enrolled).isEqualTo(1);
    var left = read(registrar, full, "*", "students");
    assertThat(left.getEnrolledCount()).isEqualTo(1);
    assertThat(left.getStudentsList()).hasSize(1);
  }

  @Test
  void aFullCourseIsRefusedAndKeepsItsCapacity() {
    var math = course(campus, 1);
    enroll(self, ada, math);

    FailedCall.of(() -> enroll(registrar, student(campus), math))
        .is(Code.FAILED_PRECONDITION, "COURSE_FULL");
    var wider =
        courses(registrar)
            .updateCourse(
                UpdateCourseRequest.newBuilder()
                    .setCourse(math.toBuilder().setCapacity(2))
                    .build());
    assertThat(wider.getCapacity()).isEqualTo(2);
    enroll(registrar, student(campus), math);
    FailedCall.of(() ->
            courses(registrar)
                .updateCourse(
                    UpdateCourseRequest.newBuilder()
                        .setCourse(wider.toBuilder().setCapacity(1))
                        .build()))
        .is(Code.FAILED_PRECONDITION, "CAPACITY_BELOW_ENROLLED");
    FailedCall.of(() ->
            courses(registrar)
                .updateCourse(
                    UpdateCourseRequest.newBuilder()
                        .setCourse(wider.toBuilder().setCapacity(0))
                        .setUpdateMask(mask("capacity"))
                        .build()))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("course.capacity");
    FailedCall.of(() ->
            courses(registrar)
                .updateCourse(
                    UpdateCourseRequest.newBuilder()
                        .setCourse(math.toBuilder().setTitle("Stale"))
                        .build()))
        .is(Code.ABORTED, "STALE_ETAG");
  }

  @Test
  void gradesAreForTheirStudentAndTheRegistrar() {
    var math = course(campus, 2);
    var enrolled = enroll(self, ada, math);

    var graded = enrollments(registrar).gradeEnrollment(grade(enrolled, 0));

    assertThat(graded.hasGrade()).isTrue();
    assertThat(graded.getGrade().getValue()).isZero();
    assertThat(read(self, enrolled).hasGrade()).isTrue();
    assertThat(read(registrar, enrolled).hasGrade()).isTrue();
    assertThat(read(campus.admin(), enrolled).hasGrade()).isTrue();
    assertThat(read(other, enrolled).hasGrade()).isFalse();
    assertThat(read(self, ada, "enrollments.grade").getEnrollments(0).hasGrade()).isTrue();
    assertThat(read(other, ada, "enrollments.grade").getEnrollments(0).hasGrade()).isFalse();
    assertThat(read(other, math, "students.enrollments.grade").getStudents(0).getEnrollments(0))
        .matches(enrollment -> !enrollment.hasGrade());

    var byGrade = ListEnrollmentsRequest.newBuilder().setFilter("grade < 10").build();
    for (var caller : List.of(self, other)) {
      FailedCall.of(() -> enrollments(caller).listEnrollments(byGrade))
          .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
          .names("filter");
      FailedCall.of(() ->
              students(caller)
                  .listStudents(
                      ListStudentsRequest.newBuilder().setFilter("enrollments.grade:0").build()))
          .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
          .names("filter");
      FailedCall.of(() ->
              enrollments(caller)
                  .listEnrollments(ListEnrollmentsRequest.newBuilder().setOrderBy("grade").build()))
          .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
          .names("order_by");
    }
    assertThat(enrollments(registrar).listEnrollments(byGrade).getEnrollmentsList())
        .extracting(Enrollment::getName)
        .contains(enrolled.getName());
  }

  @Test
  void completingFreesTheSeat() {
    var math = course(campus, 1);
    var enrolled = enroll(self, ada, math);

    var completed =
        enrollments(registrar)
            .gradeEnrollment(grade(enrolled, 87).toBuilder().setComplete(true).build());

    assertThat(completed.getState()).isEqualTo(Enrollment.State.COMPLETED);
    assertThat(read(self, math).getEnrolledCount()).isZero();
    assertThat(read(self, ada, "courses").getCoursesList()).isEmpty();
    enroll(registrar, student(campus), math);
    FailedCall.of(() -> enroll(self, ada, math)).is(Code.ALREADY_EXISTS, "ALREADY_ENROLLED");
  }

  @Test
  void asksAcrossBothSides() {
    var tag = UUID.randomUUID().toString();
    var math = courses(registrar).createCourse(creation("Math " + tag, 9));
    var art = courses(registrar).createCourse(creation("Art " + tag, 9));
    var grace = student(campus, named("Grace " + tag));
    enroll(self, ada, math);
    enroll(registrar, grace, math);
    enroll(registrar, grace, art);
    var dropped = enroll(self, ada, art);
    var _ = enrollments(self).dropEnrollment(drop(dropped));

    assertThat(
            students(other)
                .listStudents(
                    ListStudentsRequest.newBuilder()
                        .setFilter("courses.title:\"Math " + tag + "\"")
                        .setOrderBy("display_name")
                        .setReadMask(mask("display_name", "courses.title", "enrollments.grade"))
                        .build())
                .getStudentsList())
        .extracting(Student::getDisplayName, Student::getCoursesCount, Student::getEnrollmentsCount)
        .containsExactly(tuple("Ada", 1, 2), tuple("Grace " + tag, 2, 2));
    assertThat(
            students(other)
                .listStudents(
                    ListStudentsRequest.newBuilder()
                        .setFilter("courses.title:\"Art " + tag + "\"")
                        .build())
                .getStudentsList())
        .extracting(Student::getName)
        .containsExactly(grace.getName());
    assertThat(
            courses(other)
                .listCourses(
                    ListCoursesRequest.newBuilder()
                        .setFilter("students.display_name:\"Grace " + tag + "\"")
                        .setOrderBy("title desc")
                        .setReadMask(mask("title", "students.display_name"))
                        .build())
                .getCoursesList())
        .extracting(Course::getTitle, Course::getStudentsCount)
        .containsExactly(tuple("Math " + tag, 2), tuple("Art " + tag, 1));
    assertThat(
            enrollments(other)
                .listEnrollments(
                    ListEnrollmentsRequest.newBuilder()
                        .setFilter("course = \"" + art.getName() + "\" AND state = DROPPED")
                        .setOrderBy("student.display_name")
                        .build())
                .getEnrollmentsList())
        .extracting(Enrollment::getName)
        .containsExactly(dropped.getName());
  }

  @Test
  void whoIsNotSignedInSeesCoursesButNobodyInThem() {
    var math = course(campus, 2);
    enroll(self, ada, math);
    var visitor = campus.anonymous();

    var seen = read(visitor, math, "*", "students", "enrollments.student.display_name");

    assertThat(seen.getEnrolledCount()).isEqualTo(1);
    assertThat(seen.getStudentsList()).isEmpty();
    assertThat(seen.getEnrollmentsList()).isEmpty();
    assertThat(
            courses(visitor)
                .listCourses(
                    ListCoursesRequest.newBuilder()
                        .setFilter("students.display_name:\"Ada\"")
                        .build())
                .getCoursesList())
        .isEmpty();
    FailedCall.of(() -> read(visitor, ada)).is(Code.UNAUTHENTICATED, "SIGN_IN_REQUIRED");
  }

  @Test
  void dropsAllAtOnce() {
    var one = course(campus, 1);
    var two = course(campus, 1);
    enroll(self, ada, one);
    enroll(self, ada, two);
    var request = DropAllEnrollmentsRequest.newBuilder().setStudent(ada.getName()).build();

    assertThat(enrollments(self).dropAllEnrollments(request).getEnrollmentsList())
        .hasSize(2)
        .allMatch(enrollment -> enrollment.getState() == Enrollment.State.DROPPED);
    assertThat(enrollments(self).dropAllEnrollments(request).getEnrollmentsList()).isEmpty();
    assertThat(List.of(read(self, one).getEnrolledCount(), read(self, two).getEnrolledCount()))
        .containsOnly(0);
  }

  @Test
  void deletesByForceWhatHasEnrollments() {
    var math = course(campus, 2);
    var art = course(campus, 2);
    enroll(self, ada, math);
    enroll(self, ada, art);
    var student = DeleteStudentRequest.newBuilder().setName(ada.getName());
    var course = DeleteCourseRequest.newBuilder().setName(art.getName());

    FailedCall.of(() -> courses(registrar).deleteCourse(course.build()))
        .is(Code.FAILED_PRECONDITION, "HAS_ENROLLMENTS");
    var _ = courses(registrar).deleteCourse(course.setForce(true).build());
    FailedCall.of(() -> students(registrar).deleteStudent(student.build()))
        .is(Code.FAILED_PRECONDITION, "HAS_ENROLLMENTS");
    var _ = students(registrar).deleteStudent(student.setForce(true).build());

    assertThat(read(self, math).getEnrolledCount()).isZero();
    FailedCall.of(() -> read(self, ada)).is(Code.NOT_FOUND, "RESOURCE_NOT_FOUND");
  }

  @Test
  void aStudentStaysWithoutTheUserWhoGoes() {
    var user = campus.newUser();
    var grace = student(campus, named("Grace").setUser(userOf(user)));
    assertThat(read(self, grace, "user.username").getUser().getUsername())
        .isEqualTo(user.user().getUsername());

    var _ = user.users().deleteUser(DeleteUserRequest.newBuilder().setName("users/me").build());

    var left = read(self, grace);
    assertThat(left.hasUser()).isFalse();
    assertThat(left.getEtag()).isNotEqualTo(grace.getEtag());
    var without =
        students(registrar)
            .updateStudent(
                UpdateStudentRequest.newBuilder()
                    .setStudent(ada.toBuilder().clearUser())
                    .setUpdateMask(mask("user"))
                    .build());
    assertThat(without.hasUser()).isFalse();
  }
}
