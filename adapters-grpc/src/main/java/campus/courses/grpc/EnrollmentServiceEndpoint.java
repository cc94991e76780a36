package campus.courses.grpc;

import campus.courses.application.CoursesUseCases;
import campus.courses.application.EnrollmentUseCases;
import campus.courses.application.EnrollmentUseCases.Grading;
import campus.courses.domain.CoursesResources;
import campus.courses.domain.Enrollment;
import campus.courses.domain.Enrollment.Pair;
import campus.courses.domain.Student;
import campus.courses.v1.BatchDropEnrollmentsRequest;
import campus.courses.v1.BatchEnrollStudentsRequest;
import campus.courses.v1.BatchGradeEnrollmentsRequest;
import campus.courses.v1.DropAllEnrollmentsRequest;
import campus.courses.v1.DropEnrollmentRequest;
import campus.courses.v1.EnrollStudentRequest;
import campus.courses.v1.EnrollmentServiceGrpc;
import campus.courses.v1.GradeEnrollmentRequest;
import campus.shared.domain.error.InvalidRequest;
import campus.shared.domain.error.InvalidRequest.Violation;
import campus.shared.domain.name.Id;
import campus.shared.domain.name.ResourceName;
import campus.shared.grpc.methods.Endpoint;
import campus.shared.grpc.methods.StandardMethods;
import campus.shared.grpc.wire.Callers;
import campus.shared.grpc.wire.Names;
import campus.shared.grpc.wire.Violations;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.Supplier;

@Singleton
final class EnrollmentServiceEndpoint extends Endpoint {

  private final EnrollmentUseCases enrollments;

  EnrollmentServiceEndpoint(CoursesUseCases courses, StandardMethods standard) {
    super(EnrollmentServiceGrpc.getServiceDescriptor(), standard);
    this.enrollments = courses.enrollments();
    write(EnrollmentServiceGrpc.getEnrollStudentMethod(), this::enroll);
    batch(EnrollmentServiceGrpc.getBatchEnrollStudentsMethod(), this::batchEnroll);
    write(EnrollmentServiceGrpc.getDropEnrollmentMethod(), this::drop);
    batch(EnrollmentServiceGrpc.getBatchDropEnrollmentsMethod(), this::batchDrop);
    batch(EnrollmentServiceGrpc.getDropAllEnrollmentsMethod(), this::dropAll);
    write(EnrollmentServiceGrpc.getGradeEnrollmentMethod(), this::grade);
    batch(EnrollmentServiceGrpc.getBatchGradeEnrollmentsMethod(), this::batchGrade);
  }

  private Write enroll(EnrollStudentRequest request) {
    var pair = pair(request);
    return () -> enrollments.enrollAll(Callers.current(), List.of(pair)).getFirst().name();
  }

  private Supplier<List<ResourceName>> batchEnroll(BatchEnrollStudentsRequest request) {
    var pairs =
        Violations.each("requests", request.getRequestsList(), EnrollmentServiceEndpoint::pair);
    requireDistinct(pairs);
    return () -> names(enrollments.enrollAll(Callers.current(), pairs));
  }

  private static Pair pair(EnrollStudentRequest request) {
    return new Pair(
        student(request.getStudent()),
        Names.id(CoursesResources.COURSE, "course", request.getCourse()));
  }

  private static void requireDistinct(List<Pair> pairs) {
    var seen = new HashMap<Pair, Integer>();
    var violations = new ArrayList<Violation>();
    for (int i = 0; i < pairs.size(); i++) {
      var first = seen.putIfAbsent(pairs.get(i), i);
      if (first != null) {
        violations.add(
            new Violation(
                "requests[" + i + "]",
                "enrolls the student in the same course as requests[" + first + "]"));
      }
    }
    if (!violations.isEmpty()) {
      throw new InvalidRequest(violations);
    }
  }

  private Write drop(DropEnrollmentRequest request) {
    var id = enrollment(request.getName());
    return Write.to(id, () -> enrollments.drop(Callers.current(), id));
  }

  private Supplier<List<ResourceName>> batchDrop(BatchDropEnrollmentsRequest request) {
    var ids =
        Violations.each("requests", request.getRequestsList(), one -> enrollment(one.getName()));
    var names = distinct(ids);
    return () -> {
      enrollments.dropAll(Callers.current(), ids);
      return names;
    };
  }

  private Supplier<List<ResourceName>> dropAll(DropAllEnrollmentsRequest request) {
    var student = student(request.getStudent());
    return () -> names(enrollments.dropAllOf(Callers.current(), student));
  }

  private Write grade(GradeEnrollmentRequest request) {
    var grading = grading(request);
    return Write.to(grading.enrollment(), () -> enrollments.gradeAll(List.of(grading)));
  }

  private Supplier<List<ResourceName>> batchGrade(BatchGradeEnrollmentsRequest request) {
    var gradings =
        Violations.each("requests", request.getRequestsList(), EnrollmentServiceEndpoint::grading);
    var names = distinct(gradings.stream().map(Grading::enrollment).toList());
    return () -> {
      enrollments.gradeAll(gradings);
      return names;
    };
  }

  private static Grading grading(GradeEnrollmentRequest request) {
    return new Grading(
        enrollment(request.getName()), request.getGrade().getValue(), request.getComplete());
  }

  /** The names of enrollments that must differ. */
  private static List<ResourceName> distinct(List<Id<Enrollment>> ids) {
    var names = names(ids);
    Names.requireDistinct("requests[%d].name", names);
    return names;
  }

  private static List<ResourceName> names(List<Id<Enrollment>> ids) {
    return ids.stream().map(Id::name).toList();
  }

  private static Id<Student> student(String name) {
    return Names.id(CoursesResources.STUDENT, "student", name);
  }

  private static Id<Enrollment> enrollment(String name) {
    return Names.id(CoursesResources.ENROLLMENT, "name", name);
  }
}
