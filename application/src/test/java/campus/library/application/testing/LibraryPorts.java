package campus.library.application.testing;

import campus.library.application.Authors;
import campus.library.application.LibraryUseCases;
import campus.library.domain.Book;
import campus.shared.application.write.Entities;
import campus.shared.application.write.Transactions;
import campus.shared.domain.name.Id;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

/** The driven ports of the library, all over the same store. */
public record LibraryPorts(
    Transactions transactions, Authors authors, Entities<Id<Book>, Book> books) {

  public LibraryUseCases useCases() {
    var clock = Clock.tick(Clock.systemUTC(), Duration.ofNanos(1000));
    return LibraryUseCases.create(transactions, authors, books, UUID::randomUUID, clock);
  }
}
