package campus.courses.grpc;

import static campus.courses.application.CoursesResources.STUDENT;

import campus.courses.application.CoursesUseCases;
import campus.courses.application.StudentUseCases;
import campus.courses.domain.StudentId;
import campus.courses.v1.CreateStudentRequest;
import campus.courses.v1.DeleteStudentRequest;
import campus.courses.v1.GetStudentRequest;
import campus.courses.v1.ListStudentsRequest;
import campus.courses.v1.ListStudentsResponse;
import campus.courses.v1.Student;
import campus.courses.v1.StudentServiceGrpc.StudentServiceImplBase;
import campus.courses.v1.UpdateStudentRequest;
import campus.shared.grpc.Answers;
import campus.shared.grpc.EntityMethods;
import campus.shared.grpc.SharedProtos;
import campus.shared.grpc.StandardMethods;
import com.google.protobuf.Empty;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;

@Singleton
final class StudentServiceEndpoint extends StudentServiceImplBase {

  private static final Student MESSAGE = Student.getDefaultInstance();

  private final StudentUseCases students;
  private final StandardMethods methods;
  private final EntityMethods<StudentId, campus.courses.domain.Student, Student> writes;

  StudentServiceEndpoint(CoursesUseCases courses, StandardMethods methods) {
    this.students = courses.students();
    this.methods = methods;
    this.writes =
        new EntityMethods<>(
            methods,
            STUDENT,
            MESSAGE,
            students,
            StudentId::new,
            new CoursesProtos.StudentMapping());
  }

  @Override
  public void getStudent(GetStudentRequest request, StreamObserver<Student> answer) {
    Answers.one(answer, methods.get(STUDENT, MESSAGE, request.getName(), request.getReadMask()));
  }

  @Override
  public void listStudents(
      ListStudentsRequest request, StreamObserver<ListStudentsResponse> answer) {
    Answers.one(answer, methods.list(STUDENT, request, ListStudentsResponse.getDefaultInstance()));
  }

  @Override
  public void createStudent(CreateStudentRequest request, StreamObserver<Student> answer) {
    Answers.one(answer, writes.create(request));
  }

  @Override
  public void updateStudent(UpdateStudentRequest request, StreamObserver<Student> answer) {
    Answers.one(answer, writes.update(request));
  }

  @Override
  public void deleteStudent(DeleteStudentRequest request, StreamObserver<Empty> answer) {
    var student = CoursesProtos.student("name", request.getName());
    var etag = SharedProtos.etag(request.getEtag());
    Answers.one(
        answer, methods.delete(request, () -> students.delete(student, etag, request.getForce())));
  }
}
