package campus.courses.grpc;

import campus.courses.domain.Student;
import campus.shared.application.EntityUseCases.Creation;
import campus.shared.application.EntityUseCases.Edit;
import campus.shared.domain.UserId;
import campus.shared.grpc.EntityMapping;
import campus.shared.grpc.Names;
import campus.shared.grpc.UpdateMask;
import org.jspecify.annotations.Nullable;

final class StudentMapping implements EntityMapping<Student, campus.courses.v1.Student> {

  @Override
  public Creation<Student> creation(campus.courses.v1.Student student) {
    return (id, now) ->
        Student.create(Student.id(id), student.getDisplayName(), user(student), now);
  }

  @Override
  public Edit<Student> edit(campus.courses.v1.Student student, UpdateMask mask) {
    var displayName = mask.change("display_name", student::getDisplayName);
    var user = mask.<@Nullable UserId>change("user", () -> user(student));
    return (current, now) ->
        current.edit(displayName.apply(current.displayName()), user.apply(current.user()), now);
  }

  private static @Nullable UserId user(campus.courses.v1.Student student) {
    var name = student.getUser().getName();
    return name.isEmpty() ? null : Names.user(Names.parse(UserId.TYPE, "user.name", name));
  }
}
