package campus.library.domain;

import campus.shared.domain.ResourceType;

/** The kinds of resource of this context, by the names that the contract gives them. */
public final class LibraryResources {

  public static final ResourceType AUTHOR = new ResourceType("Author", "authors/{author}");
  public static final ResourceType BOOK = new ResourceType("Book", "books/{book}");

  private LibraryResources() {}
}
