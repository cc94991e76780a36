package campus.library.application;

import campus.library.domain.AuthorId;
import campus.library.domain.Book;
import campus.library.domain.BookId;
import campus.shared.application.Entities;

/** The books. No two have the same ISBN: {@link campus.library.domain.IsbnTaken}. */
public interface Books extends Entities<BookId, Book> {

  /** Whether an author has books. He has to be locked, so that it stays so. */
  boolean existOf(AuthorId author);

  /** Deletes the books of an author who was locked before. */
  void deleteOf(AuthorId author);
}
