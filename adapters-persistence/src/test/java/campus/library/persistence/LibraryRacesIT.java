package campus.library.persistence;

import static campus.library.application.testing.TestBooks.aBook;
import static campus.library.application.testing.TestBooks.anAuthor;
import static org.assertj.core.api.Assertions.assertThat;

import campus.library.application.LibraryUseCases;
import campus.library.application.testing.LibraryPorts;
import campus.library.domain.Author;
import campus.library.domain.Book;
import campus.shared.application.write.EntityUseCases.Update;
import campus.shared.domain.error.AlreadyExists;
import campus.shared.domain.error.NotFound;
import campus.shared.domain.error.Reason;
import campus.shared.domain.error.StaleEtag;
import campus.shared.domain.name.Id;
import campus.shared.persistence.testing.Engine;
import campus.shared.persistence.testing.Race;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What guards each rule of the library when two or more come at once, on real PostgreSQL. */
@ParameterizedClass
@EnumSource(Engine.class)
class LibraryRacesIT {

  private static final int RACERS = 8;
  private static final String ISBN = "9780747532699";

  private final LibraryPorts ports;
  private final LibraryUseCases library;

  LibraryRacesIT(Engine engine) {
    ports = JdbcLibraryPorts.empty(engine);
    library = ports.useCases();
  }

  private Id<Author> author(Book... books) {
    var author = anAuthor("Rowling");
    library.authors().add(author, List.of(books));
    return author.id();
  }

  @Test
  void oneOfManyGetsAnIsbn() {
    var author = author();

    var race =
        Race.of(
            RACERS,
            i -> {
              library.books().add(aBook(author, "Book " + i, ISBN));
              return i;
            });

    assertThat(race.successes()).isEqualTo(1);
    assertThat(race.reasons()).hasSize(RACERS - 1).isSubsetOf(Reason.ISBN_TAKEN);
  }

  @Test
  void batchesOfTheSameIsbnsInOppositeOrder() {
    var author = author();

    var race =
        Race.of(
            2,
            i -> {
              var one = aBook(author, "One", ISBN);
              var other = aBook(author, "Other", "9780804429573");
              library.books().addAll(i == 0 ? List.of(one, other) : List.of(other, one));
              return i;
            });

    assertThat(race.successes()).isEqualTo(1);
    assertThat(race.errors()).hasSize(1).hasOnlyElementsOfType(AlreadyExists.class);
  }

  @Test
  void oneOfManyEditorsKeepsTheEtag() {
    var author = author();
    var book = aBook(author, "One");
    library.books().add(book);

    var race =
        Race.of(
            RACERS,
            i -> {
              library
                  .books()
                  .update(
                      new Update<>(
                          book.id(),
                          book.etag(),
                          (one, now) -> one.edit(author, "Title " + i, null, null, now)));
              return i;
            });

    assertThat(race.successes()).isEqualTo(1);
    assertThat(race.errors()).hasSize(RACERS - 1).hasOnlyElementsOfType(StaleEtag.class);
  }

  @RepeatedTest(5)
  void anAuthorIsDeletedOrGetsABook() {
    var author = author();
    var moving = aBook(author(), "Moving");
    library.books().add(moving);

    var race =
        Race.of(
            () -> library.authors().delete(author, null, false),
            () -> library.books().add(aBook(author, "Late")),
            () ->
                library
                    .books()
                    .update(
                        new Update<>(
                            moving.id(),
                            null,
                            (one, now) -> one.edit(author, "Moved", null, null, now))));

    if (race.results().contains(0)) {
      assertThat(race.reasons())
          .containsExactly(Reason.RESOURCE_NOT_FOUND, Reason.RESOURCE_NOT_FOUND);
    } else {
      assertThat(race.reasons()).containsExactly(Reason.AUTHOR_HAS_BOOKS);
    }
  }

  @RepeatedTest(5)
  void aForcedDeletionTakesTheBooksThatCameInTime() {
    var author = author();

    var race =
        Race.of(
            () -> library.authors().delete(author, null, true),
            () -> library.books().add(aBook(author, "One")),
            () -> library.books().add(aBook(author, "Two")));

    assertThat(race.results()).contains(0);
    assertThat(race.errors()).hasOnlyElementsOfType(NotFound.class);
    assertThat(
            ports
                .transactions()
                .<Boolean>write(() -> !ports.authors().withBooks(List.of(author)).isEmpty()))
        .isFalse();
  }
}
