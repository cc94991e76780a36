package campus.library.application;

import campus.library.domain.Author;
import campus.library.domain.AuthorId;
import campus.library.domain.Book;
import campus.shared.application.EntityUseCases;
import campus.shared.domain.Etag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Making, changing and deleting authors, with the books that go along. */
public interface AuthorUseCases extends EntityUseCases<AuthorId, Author> {

  /**
   * Keeps an author who was prepared, with books, all or nothing.
   *
   * @throws campus.shared.domain.AlreadyExists with the index of the first book whose ISBN is taken
   */
  void add(Author prepared, List<Book> books);

  /** As {@link #delete(AuthorId, Etag, boolean)} without force. */
  @Override
  void delete(AuthorId author, @Nullable Etag etag);

  /**
   * Deletes an author.
   *
   * @param etag null for whichever state he is in
   * @param force whether his books go too
   * @throws campus.shared.domain.NotFound if there is no such author
   * @throws campus.shared.domain.StaleEtag if he has changed since
   * @throws campus.library.domain.AuthorHasBooks if he has books, without force
   */
  void delete(AuthorId author, @Nullable Etag etag, boolean force);
}
