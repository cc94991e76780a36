package campus.library.application;

import campus.library.domain.Author;
import campus.library.domain.Book;
import campus.shared.application.write.EntityUseCases;
import java.util.List;

/** Like those of other entities; an author can be created with books. */
public interface AuthorUseCases extends EntityUseCases<Author> {

  /**
   * Stores prepared authors with books, all or none.
   *
   * @throws campus.shared.domain.error.AlreadyExists with the index of the first book whose ISBN is
   *     taken
   */
  void addAll(List<Author> prepared, List<Book> books);

  /** As {@link #addAll(List, List)}, of one author. */
  default void add(Author prepared, List<Book> books) {
    addAll(List.of(prepared), books);
  }
}
