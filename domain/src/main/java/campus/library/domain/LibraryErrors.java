package campus.library.domain;

import campus.shared.domain.error.AlreadyExists;
import campus.shared.domain.error.Reason;
import campus.shared.domain.error.RuleBroken;
import campus.shared.domain.name.Id;

/** The errors of this context. */
public final class LibraryErrors {

  private LibraryErrors() {}

  public static AlreadyExists isbnTaken() {
    return new AlreadyExists(Reason.ISBN_TAKEN, "isbn", "isbn: another book has this ISBN");
  }

  /** Deleting needs {@code force} while the author has books. */
  public static RuleBroken authorHasBooks(Id<Author> author) {
    return new RuleBroken(
        Reason.AUTHOR_HAS_BOOKS, author, author + " has books; with force they are deleted too");
  }
}
