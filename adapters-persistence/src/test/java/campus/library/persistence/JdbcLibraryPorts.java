package campus.library.persistence;

import campus.library.application.Authors;
import campus.library.application.testing.LibraryPorts;
import campus.library.domain.Book;
import campus.shared.application.write.Entities;
import campus.shared.application.write.Transactions;
import campus.shared.domain.name.Id;
import campus.shared.persistence.testing.Engine;
import campus.shared.persistence.testing.TestPersistence;
import io.micronaut.core.type.GenericArgument;

/** The ports of the library on real PostgreSQL. */
final class JdbcLibraryPorts {

  private JdbcLibraryPorts() {}

  /** With nothing in them; aborts the test where the engine is not available. */
  static LibraryPorts empty(Engine engine) {
    var persistence = TestPersistence.shared(engine);
    persistence.truncate("authors");
    return new LibraryPorts(
        persistence.get(Transactions.class),
        persistence.get(Authors.class),
        persistence.get(new GenericArgument<Entities<Id<Book>, Book>>() {}));
  }
}
