package campus.library.application;

import campus.library.domain.Author;
import campus.library.domain.AuthorId;
import campus.shared.application.Entities;

/** The authors. Adding a book, or moving one there, waits for whoever has locked its author. */
public interface Authors extends Entities<AuthorId, Author> {}
