package campus.library.domain;

import campus.shared.domain.Reason;
import campus.shared.domain.RuleBroken;

/** The author has books, which were not to be deleted too. */
public final class AuthorHasBooks extends RuleBroken {

  private static final long serialVersionUID = 1L;

  public AuthorHasBooks(AuthorId author) {
    super(
        Reason.AUTHOR_HAS_BOOKS,
        author.toName(),
        author.toName() + " has books; with force they are deleted too");
  }
}
