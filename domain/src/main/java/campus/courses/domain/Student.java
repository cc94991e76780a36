package campus.courses.domain;

import campus.shared.domain.entity.Revision;
import campus.shared.domain.entity.Versioned;
import campus.shared.domain.name.Id;
import campus.shared.domain.name.UserId;
import campus.shared.domain.value.Text;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person who takes courses.
 *
 * @param user null for a student without an account
 */
public record Student(Id<Student> id, String displayName, @Nullable UserId user, Revision revision)
    implements Versioned<Id<Student>> {

  private static final Text DISPLAY_NAME = Text.line("display_name", 200);

  public static Id<Student> id(UUID value) {
    return new Id<>(CoursesResources.STUDENT, value);
  }

  public static Student create(
      Id<Student> id, String displayName, @Nullable UserId user, Instant now) {
    return new Student(id, DISPLAY_NAME.of(displayName), user, Revision.first(now));
  }

  public Student edit(String displayName, @Nullable UserId user, Instant now) {
    var name = DISPLAY_NAME.edited(this.displayName, displayName);
    return revision.edit(this, now, revised -> new Student(id, name, user, revised));
  }
}
