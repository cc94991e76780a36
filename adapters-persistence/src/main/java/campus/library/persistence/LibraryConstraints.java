package campus.library.persistence;

import campus.library.application.LibraryResources;
import campus.library.domain.IsbnTaken;
import campus.shared.application.ResourceType;
import campus.shared.domain.DomainError;
import campus.shared.persistence.ConstraintErrors;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.function.Supplier;

@Singleton
final class LibraryConstraints implements ConstraintErrors {

  @Override
  public Map<String, Supplier<DomainError>> byConstraint() {
    return Map.of("books_isbn_key", IsbnTaken::new);
  }

  @Override
  public Map<String, ResourceType> references() {
    return Map.of("books_author_fkey", LibraryResources.AUTHOR);
  }
}
