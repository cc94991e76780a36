package campus.library.domain;

import campus.shared.domain.Entity;
import campus.shared.domain.Text;
import java.time.Instant;

/** Somebody who wrote books; made with them or without, and gone when none is left, or with all. */
public record Author(
    AuthorId id, String displayName, Instant createTime, Instant updateTime, long version)
    implements Entity<AuthorId> {

  private static final Text DISPLAY_NAME = Text.line("display_name", 200);

  public static Author create(AuthorId id, String displayName, Instant now) {
    return new Author(id, DISPLAY_NAME.of(displayName), now, now, 1);
  }

  public Author rename(String displayName, Instant now) {
    var name = DISPLAY_NAME.edited(this.displayName, displayName);
    if (name.equals(this.displayName)) {
      return this;
    }
    return new Author(id, name, createTime, now, version + 1);
  }
}
