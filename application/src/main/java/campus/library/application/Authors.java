package campus.library.application;

import campus.library.domain.Author;
import campus.shared.application.write.Entities;
import campus.shared.domain.name.Id;
import java.util.Collection;
import java.util.List;

/** The authors. A book that gets an author waits for the author's row lock. */
public interface Authors extends Entities<Id<Author>, Author> {

  /** Those of locked authors who have books, in id order. */
  List<Id<Author>> withBooks(Collection<Id<Author>> authors);

  /** Deletes the books of locked authors. */
  void deleteBooks(Collection<Id<Author>> authors);
}
