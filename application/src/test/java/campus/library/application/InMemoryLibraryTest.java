package campus.library.application;

import campus.library.application.testing.InMemoryLibrary;
import campus.library.application.testing.LibraryContract;
import campus.library.application.testing.LibraryPorts;

class InMemoryLibraryTest extends LibraryContract {

  @Override
  protected LibraryPorts emptyPorts() {
    return InMemoryLibrary.create();
  }
}
