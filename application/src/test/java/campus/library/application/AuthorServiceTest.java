package campus.library.application;

import static campus.library.application.testing.TestBooks.aBook;
import static campus.library.application.testing.TestBooks.anAuthor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import campus.library.application.testing.InMemoryLibrary;
import campus.library.application.testing.LibraryPorts;
import campus.shared.application.write.EntityUseCases.Update;
import campus.shared.domain.entity.Etag;
import campus.shared.domain.error.AlreadyExists;
import campus.shared.domain.error.NotFound;
import campus.shared.domain.error.Reason;
import campus.shared.domain.error.StaleEtag;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuthorServiceTest {

  private final LibraryPorts ports = InMemoryLibrary.create();
  private final AuthorUseCases authors = ports.useCases().authors();

  @Test
  void anAuthorAndHisBooksComeTogetherOrNotAtAll() {
    var author = anAuthor("Rowling");
    var books =
        List.of(
            aBook(author.id(), "One"),
            aBook(author.id(), "Two", "9780747532699"),
            aBook(author.id(), "Three", "0747532699"));

    assertThatThrownBy(() -> authors.add(author, books))
        .isInstanceOfSatisfying(AlreadyExists.class, e -> assertThat(e.element()).hasValue(2))
        .hasFieldOrPropertyWithValue("reason", Reason.ISBN_TAKEN);
    assertThatThrownBy(() -> authors.delete(author.id(), null, true)).isInstanceOf(NotFound.class);
  }

  @Test
  void anAuthorWithBooksStaysUnlessForced() {
    var author = anAuthor("Rowling");
    authors.add(author, List.of(aBook(author.id(), "One")));

    assertThatThrownBy(() -> authors.delete(author.id(), null, false))
        .hasFieldOrPropertyWithValue("reason", Reason.AUTHOR_HAS_BOOKS);
    authors.delete(author.id(), null, true);

    assertThatThrownBy(() -> authors.delete(author.id(), null, true)).isInstanceOf(NotFound.class);
    assertThat(ports.authors().withBooks(List.of(author.id()))).isEmpty();
  }

  @Test
  void anAuthorWithoutBooksGoes() {
    var author = anAuthor("Nobody");
    authors.add(author, List.of());

    authors.delete(author.id(), author.etag(), false);

    assertThatThrownBy(() -> authors.delete(author.id(), null, false)).isInstanceOf(NotFound.class);
  }

  @Test
  void manyAuthorsGoTogetherOrNotAtAll() {
    var poet = anAuthor("Poet");
    var rowling = anAuthor("Rowling");
    var other = anAuthor("Nobody");
    authors.add(poet, List.of());
    authors.add(rowling, List.of(aBook(rowling.id(), "One")));

    assertThatThrownBy(() -> authors.deleteAll(() -> List.of(poet.id(), rowling.id()), false))
        .hasFieldOrPropertyWithValue("reason", Reason.AUTHOR_HAS_BOOKS);
    assertThatThrownBy(() -> authors.deleteAll(() -> List.of(poet.id(), other.id()), true))
        .isInstanceOfSatisfying(
            NotFound.class, e -> assertThat(e.resource()).isEqualTo(other.id().toName()));
    authors.deleteAll(() -> List.of(poet.id(), rowling.id()), true);

    for (var gone : List.of(poet, rowling)) {
      assertThatThrownBy(() -> authors.delete(gone.id(), null, true)).isInstanceOf(NotFound.class);
    }
    assertThat(ports.authors().withBooks(List.of(rowling.id()))).isEmpty();
  }

  @Test
  void aStaleEtagKeepsFromChangingAndDeleting() {
    var author = anAuthor("Rowling");
    authors.add(author, List.of());
    var stale = Etag.ofVersion(7);

    assertThatThrownBy(() ->
            authors.update(
                new Update<>(author.id(), stale, (one, now) -> one.rename("Other", now))))
        .isInstanceOf(StaleEtag.class);
    assertThatThrownBy(() -> authors.delete(author.id(), stale, true))
        .isInstanceOf(StaleEtag.class);
  }
}
