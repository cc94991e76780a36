package campus.courses.grpc;

import campus.courses.domain.Course;
import campus.shared.application.write.EntityUseCases.Creation;
import campus.shared.application.write.EntityUseCases.Edit;
import campus.shared.grpc.methods.EntityMapping;
import campus.shared.grpc.wire.UpdateMask;

final class CourseMapping implements EntityMapping<Course, campus.courses.v1.Course> {

  @Override
  public Creation<Course> creation(campus.courses.v1.Course course) {
    return (id, now) -> Course.create(Course.id(id), course.getTitle(), course.getCapacity(), now);
  }

  @Override
  public Edit<Course> edit(campus.courses.v1.Course course, UpdateMask mask) {
    var title = mask.change("title", course::getTitle);
    var capacity = mask.change("capacity", course::getCapacity);
    return (current, now) ->
        current.edit(title.apply(current.title()), capacity.apply(current.capacity()), now);
  }
}
