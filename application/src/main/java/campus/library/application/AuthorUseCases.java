package campus.library.application;

import campus.library.domain.Author;
import campus.library.domain.Book;
import campus.shared.application.write.EntityUseCases;
import java.util.List;

/** As for all entities; authors can be created with their books. */
public interface AuthorUseCases extends EntityUseCases<Author> {

  /**
   * Stores a prepared author with books, all or nothing.
   *
   * @throws campus.shared.domain.AlreadyExists with the index of the first book whose ISBN is taken
   */
  void add(Author prepared, List<Book> books);
}
