package campus.courses.domain;

import campus.shared.domain.Entity;
import campus.shared.domain.Text;
import campus.shared.domain.UserId;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who takes courses.
 *
 * @param user the user who he is, null where he has no account here
 */
public record Student(
    StudentId id,
    String displayName,
    @Nullable UserId user,
    Instant createTime,
    Instant updateTime,
    long version)
    implements Entity<StudentId> {

  private static final Text DISPLAY_NAME = Text.line("display_name", 200);

  public static Student create(
      StudentId id, String displayName, @Nullable UserId user, Instant now) {
    return new Student(id, DISPLAY_NAME.of(displayName), user, now, now, 1);
  }

  public Student edit(String displayName, @Nullable UserId user, Instant now) {
    var name = DISPLAY_NAME.edited(this.displayName, displayName);
    if (name.equals(this.displayName) && Objects.equals(user, this.user)) {
      return this;
    }
    return new Student(id, name, user, createTime, now, version + 1);
  }
}
