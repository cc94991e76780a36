package campus.courses.grpc;

import campus.courses.application.CoursesUseCases;
import campus.courses.v1.Course;
import campus.courses.v1.CourseServiceGrpc;
import campus.courses.v1.Student;
import campus.courses.v1.StudentServiceGrpc;
import campus.shared.application.write.Imports;
import campus.shared.domain.value.Role;
import campus.shared.grpc.methods.Endpoint;
import campus.shared.grpc.methods.StandardMethods;
import io.grpc.BindableService;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** The services that have standard methods only. */
@Factory
final class CoursesServices {

  @Singleton
  BindableService courses(CoursesUseCases courses, StandardMethods standard) {
    return new Endpoint(CourseServiceGrpc.getServiceDescriptor(), standard)
        .entities(Course.getDefaultInstance(), courses.courses(), new CourseMapping());
  }

  @Singleton
  BindableService students(CoursesUseCases courses, StandardMethods standard, Imports imports) {
    var students = courses.students();
    var mapping = new StudentMapping();
    return new Endpoint(StudentServiceGrpc.getServiceDescriptor(), standard)
        .entities(Student.getDefaultInstance(), students, mapping)
        .imports(
            StudentServiceGrpc.getImportStudentsMethod(),
            students,
            mapping,
            imports.into(students, Role.REGISTRAR));
  }
}
