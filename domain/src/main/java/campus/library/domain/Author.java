package campus.library.domain;

import campus.shared.domain.Checks;
import campus.shared.domain.Entity;
import java.time.Instant;

/** Somebody who wrote books; made with them or without, and gone when none is left, or with all. */
public record Author(
    AuthorId id, String displayName, Instant createTime, Instant updateTime, long version)
    implements Entity<AuthorId> {

  private static final int MAX_NAME_LENGTH = 200;

  public Author {
    Checks.text("display_name", displayName, MAX_NAME_LENGTH);
  }

  public static Author create(AuthorId id, String displayName, Instant now) {
    return new Author(id, displayName, now, now, 1);
  }

  public Author rename(String displayName, Instant now) {
    if (displayName.equals(this.displayName)) {
      return this;
    }
    return new Author(id, displayName, createTime, now, version + 1);
  }
}
