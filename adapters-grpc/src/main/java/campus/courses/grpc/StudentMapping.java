package campus.courses.grpc;

import campus.courses.domain.Student;
import campus.shared.application.write.EntityUseCases.Creation;
import campus.shared.application.write.EntityUseCases.Edit;
import campus.shared.domain.name.UserId;
import campus.shared.grpc.methods.EntityMapping;
import campus.shared.grpc.wire.Names;
import campus.shared.grpc.wire.UpdateMask;
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
