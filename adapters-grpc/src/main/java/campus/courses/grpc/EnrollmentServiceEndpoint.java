package campus.courses.grpc;

import static campus.courses.application.CoursesResources.ENROLLMENT;

import campus.courses.application.CoursesUseCases;
import campus.courses.application.EnrollmentUseCases;
import campus.courses.domain.EnrollmentId;
import campus.courses.v1.DropAllEnrollmentsRequest;
import campus.courses.v1.DropAllEnrollmentsResponse;
import campus.courses.v1.DropEnrollmentRequest;
import campus.courses.v1.EnrollStudentRequest;
import campus.courses.v1.Enrollment;
import campus.courses.v1.EnrollmentServiceGrpc.EnrollmentServiceImplBase;
import campus.courses.v1.GetEnrollmentRequest;
import campus.courses.v1.GradeEnrollmentRequest;
import campus.courses.v1.ListEnrollmentsRequest;
import campus.courses.v1.ListEnrollmentsResponse;
import campus.shared.application.ResourceName;
import campus.shared.grpc.Answers;
import campus.shared.grpc.Callers;
import campus.shared.grpc.StandardMethods;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;

@Singleton
final class EnrollmentServiceEndpoint extends EnrollmentServiceImplBase {

  private static final Enrollment MESSAGE = Enrollment.getDefaultInstance();

  private final EnrollmentUseCases enrollments;
  private final StandardMethods methods;

  EnrollmentServiceEndpoint(CoursesUseCases courses, StandardMethods methods) {
    this.enrollments = courses.enrollments();
    this.methods = methods;
  }

  @Override
  public void getEnrollment(GetEnrollmentRequest request, StreamObserver<Enrollment> answer) {
    Answers.one(answer, methods.get(ENROLLMENT, MESSAGE, request.getName(), request.getReadMask()));
  }

  @Override
  public void listEnrollments(
      ListEnrollmentsRequest request, StreamObserver<ListEnrollmentsResponse> answer) {
    Answers.one(
        answer, methods.list(ENROLLMENT, request, ListEnrollmentsResponse.getDefaultInstance()));
  }

  @Override
  public void enrollStudent(EnrollStudentRequest request, StreamObserver<Enrollment> answer) {
    var student = CoursesProtos.student("student", request.getStudent());
    var course = CoursesProtos.course("course", request.getCourse());
    Answers.one(
        answer,
        methods.create(
            request,
            MESSAGE,
            () -> nameOf(enrollments.enroll(Callers.current(), student, course))));
  }

  @Override
  public void dropEnrollment(DropEnrollmentRequest request, StreamObserver<Enrollment> answer) {
    var id = CoursesProtos.enrollment(request.getName());
    Answers.one(
        answer,
        methods.change(
            request, MESSAGE, nameOf(id), () -> enrollments.drop(Callers.current(), id)));
  }

  @Override
  public void dropAllEnrollments(
      DropAllEnrollmentsRequest request, StreamObserver<DropAllEnrollmentsResponse> answer) {
    var student = CoursesProtos.student("student", request.getStudent());
    Answers.one(
        answer,
        methods.batch(
            request,
            DropAllEnrollmentsResponse.getDefaultInstance(),
            () ->
                enrollments.dropAll(Callers.current(), student).stream()
                    .map(EnrollmentServiceEndpoint::nameOf)
                    .toList()));
  }

  @Override
  public void gradeEnrollment(GradeEnrollmentRequest request, StreamObserver<Enrollment> answer) {
    var id = CoursesProtos.enrollment(request.getName());
    int grade = request.getGrade().getValue();
    Answers.one(
        answer,
        methods.change(
            request,
            MESSAGE,
            nameOf(id),
            () -> enrollments.grade(id, grade, request.getComplete())));
  }

  private static ResourceName nameOf(EnrollmentId enrollment) {
    return ENROLLMENT.named(enrollment.value());
  }
}
