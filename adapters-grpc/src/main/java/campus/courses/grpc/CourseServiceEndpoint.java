package campus.courses.grpc;

import static campus.courses.application.CoursesResources.COURSE;

import campus.courses.application.CourseUseCases;
import campus.courses.application.CoursesUseCases;
import campus.courses.domain.CourseId;
import campus.courses.v1.Course;
import campus.courses.v1.CourseServiceGrpc.CourseServiceImplBase;
import campus.courses.v1.CreateCourseRequest;
import campus.courses.v1.DeleteCourseRequest;
import campus.courses.v1.GetCourseRequest;
import campus.courses.v1.ListCoursesRequest;
import campus.courses.v1.ListCoursesResponse;
import campus.courses.v1.UpdateCourseRequest;
import campus.shared.grpc.Answers;
import campus.shared.grpc.EntityMethods;
import campus.shared.grpc.SharedProtos;
import campus.shared.grpc.StandardMethods;
import com.google.protobuf.Empty;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;

@Singleton
final class CourseServiceEndpoint extends CourseServiceImplBase {

  private static final Course MESSAGE = Course.getDefaultInstance();

  private final CourseUseCases courses;
  private final StandardMethods methods;
  private final EntityMethods<CourseId, campus.courses.domain.Course, Course> writes;

  CourseServiceEndpoint(CoursesUseCases useCases, StandardMethods methods) {
    this.courses = useCases.courses();
    this.methods = methods;
    this.writes =
        new EntityMethods<>(
            methods, COURSE, MESSAGE, courses, CourseId::new, new CoursesProtos.CourseMapping());
  }

  @Override
  public void getCourse(GetCourseRequest request, StreamObserver<Course> answer) {
    Answers.one(answer, methods.get(COURSE, MESSAGE, request.getName(), request.getReadMask()));
  }

  @Override
  public void listCourses(ListCoursesRequest request, StreamObserver<ListCoursesResponse> answer) {
    Answers.one(answer, methods.list(COURSE, request, ListCoursesResponse.getDefaultInstance()));
  }

  @Override
  public void createCourse(CreateCourseRequest request, StreamObserver<Course> answer) {
    Answers.one(answer, writes.create(request));
  }

  @Override
  public void updateCourse(UpdateCourseRequest request, StreamObserver<Course> answer) {
    Answers.one(answer, writes.update(request));
  }

  @Override
  public void deleteCourse(DeleteCourseRequest request, StreamObserver<Empty> answer) {
    var course = CoursesProtos.course("name", request.getName());
    var etag = SharedProtos.etag(request.getEtag());
    Answers.one(
        answer, methods.delete(request, () -> courses.delete(course, etag, request.getForce())));
  }
}
