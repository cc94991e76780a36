package campus.courses.grpc;

import campus.courses.application.CoursesUseCases;
import campus.courses.application.EnrollmentUseCases;
import campus.courses.domain.Course;
import campus.courses.domain.CoursesResources;
import campus.courses.domain.Enrollment;
import campus.courses.domain.Student;
import campus.courses.v1.DropAllEnrollmentsRequest;
import campus.courses.v1.DropEnrollmentRequest;
import campus.courses.v1.EnrollStudentRequest;
import campus.courses.v1.EnrollmentServiceGrpc;
import campus.courses.v1.GradeEnrollmentRequest;
import campus.shared.domain.name.Id;
import campus.shared.domain.name.ResourceName;
import campus.shared.grpc.methods.Endpoint;
import campus.shared.grpc.methods.StandardMethods;
import campus.shared.grpc.wire.Callers;
import campus.shared.grpc.wire.Names;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Supplier;

@Singleton
final class EnrollmentServiceEndpoint extends Endpoint {

  private final EnrollmentUseCases enrollments;

  EnrollmentServiceEndpoint(CoursesUseCases courses, StandardMethods standard) {
    super(EnrollmentServiceGrpc.getServiceDescriptor(), standard);
    this.enrollments = courses.enrollments();
    write(EnrollmentServiceGrpc.getEnrollStudentMethod(), this::enroll);
    write(EnrollmentServiceGrpc.getDropEnrollmentMethod(), this::drop);
    batch(EnrollmentServiceGrpc.getDropAllEnrollmentsMethod(), this::dropAll);
    write(EnrollmentServiceGrpc.getGradeEnrollmentMethod(), this::grade);
  }

  private Write enroll(EnrollStudentRequest request) {
    var student = student(request.getStudent());
    Id<Course> course = Names.id(CoursesResources.COURSE, "course", request.getCourse());
    return () -> enrollments.enroll(Callers.current(), student, course).name();
  }

  private Write drop(DropEnrollmentRequest request) {
    var id = enrollment(request.getName());
    return Write.to(id, () -> enrollments.drop(Callers.current(), id));
  }

  private Supplier<List<ResourceName>> dropAll(DropAllEnrollmentsRequest request) {
    var student = student(request.getStudent());
    return () -> enrollments.dropAll(Callers.current(), student).stream().map(Id::name).toList();
  }

  private Write grade(GradeEnrollmentRequest request) {
    var id = enrollment(request.getName());
    int grade = request.getGrade().getValue();
    return Write.to(id, () -> enrollments.grade(id, grade, request.getComplete()));
  }

  private static Id<Student> student(String name) {
    return Names.id(CoursesResources.STUDENT, "student", name);
  }

  private static Id<Enrollment> enrollment(String name) {
    return Names.id(CoursesResources.ENROLLMENT, "name", name);
  }
}
