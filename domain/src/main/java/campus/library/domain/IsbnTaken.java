package campus.library.domain;

import campus.shared.domain.AlreadyExists;
import campus.shared.domain.Reason;

/** Another book has the ISBN. */
public final class IsbnTaken extends AlreadyExists {

  private static final long serialVersionUID = 1L;

  public IsbnTaken() {
    super(Reason.ISBN_TAKEN, "isbn", "isbn: another book has this ISBN");
  }
}
