package campus.library.application;

import campus.library.domain.Author;
import campus.shared.application.write.Entities;
import campus.shared.domain.name.Id;

/** The authors. A book that gets an author waits for the author's row lock. */
public interface Authors extends Entities<Id<Author>, Author> {

  /** Whether a locked author has books. */
  boolean hasBooks(Id<Author> author);

  /** Deletes the books of a locked author. */
  void deleteBooks(Id<Author> author);
}
