package campus.library.domain;

import campus.shared.domain.entity.Revision;
import campus.shared.domain.entity.Versioned;
import campus.shared.domain.name.Id;
import campus.shared.domain.value.Text;
import java.time.Instant;
import java.util.UUID;

/** An author of books, created with or without them. */
public record Author(Id<Author> id, String displayName, Revision revision)
    implements Versioned<Id<Author>> {

  private static final Text DISPLAY_NAME = Text.line("display_name", 200);

  public static Id<Author> id(UUID value) {
    return new Id<>(LibraryResources.AUTHOR, value);
  }

  public static Author create(Id<Author> id, String displayName, Instant now) {
    return new Author(id, DISPLAY_NAME.of(displayName), Revision.first(now));
  }

  public Author rename(String displayName, Instant now) {
    var name = DISPLAY_NAME.edited(this.displayName, displayName);
    return revision.edit(this, now, revised -> new Author(id, name, revised));
  }
}
