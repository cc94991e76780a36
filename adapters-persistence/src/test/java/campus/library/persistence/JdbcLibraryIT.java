package campus.library.persistence;

import campus.library.application.testing.LibraryContract;
import campus.library.application.testing.LibraryPorts;
import campus.shared.persistence.testing.Engine;
import org.junit.jupiter.api.Nested;

class JdbcLibraryIT {

  @Nested
  class OnPostgres18 extends LibraryContract {
    @Override
    protected LibraryPorts emptyPorts() {
      return JdbcLibraryPorts.empty(Engine.POSTGRES_18);
    }
  }

  @Nested
  class OnPostgres15 extends LibraryContract {
    @Override
    protected LibraryPorts emptyPorts() {
      return JdbcLibraryPorts.empty(Engine.POSTGRES_15);
    }
  }
}
