package campus.library.domain;

import campus.shared.domain.AlreadyExists;
import campus.shared.domain.Id;
import campus.shared.domain.Reason;
import campus.shared.domain.RuleBroken;

/** What this context refuses. */
public final class LibraryErrors {

  private LibraryErrors() {}

  /** Another book has the ISBN. */
  public static AlreadyExists isbnTaken() {
    return new AlreadyExists(Reason.ISBN_TAKEN, "isbn", "isbn: another book has this ISBN");
  }

  /** The author has books, and the caller did not ask to delete them too. */
  public static RuleBroken authorHasBooks(Id<Author> author) {
    return new RuleBroken(
        Reason.AUTHOR_HAS_BOOKS, author, author + " has books; with force they are deleted too");
  }
}
