package campus.library.domain;

import campus.shared.domain.name.ResourceType;

/** The resource types of this context, by their names in the contract. */
public final class LibraryResources {

  public static final ResourceType AUTHOR = new ResourceType("Author", "authors/{author}");
  public static final ResourceType BOOK = new ResourceType("Book", "books/{book}");

  private LibraryResources() {}
}
