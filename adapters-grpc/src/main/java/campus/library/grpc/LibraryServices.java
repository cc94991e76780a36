package campus.library.grpc;

import campus.library.application.LibraryUseCases;
import campus.library.v1.Book;
import campus.library.v1.BookServiceGrpc;
import campus.shared.application.write.Imports;
import campus.shared.domain.value.Role;
import campus.shared.grpc.methods.Endpoint;
import campus.shared.grpc.methods.StandardMethods;
import io.grpc.BindableService;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** The services that have standard methods only. */
@Factory
final class LibraryServices {

  @Singleton
  BindableService books(LibraryUseCases library, StandardMethods standard, Imports imports) {
    var books = library.books();
    var mapping = new BookMapping();
    return new Endpoint(BookServiceGrpc.getServiceDescriptor(), standard)
        .entities(Book.getDefaultInstance(), books, mapping)
        .imports(
            BookServiceGrpc.getImportBooksMethod(),
            books,
            mapping,
            imports.into(books, Role.LIBRARIAN));
  }
}
