package campus.shared.domain;

import java.util.Collection;
import java.util.Set;

/** A resource that the caller named is not there, or not for him to know of. */
public final class NotFound extends DomainError {

  private static final long serialVersionUID = 1L;

  private final String resource;

  /**
   * @param resource the name of what is missing: {@code users/0198…}
   */
  public NotFound(String resource) {
    super(Reason.RESOURCE_NOT_FOUND, resource + " does not exist");
    this.resource = resource;
  }

  /**
   * Makes sure that all are there.
   *
   * @throws NotFound of the first of the wanted that was not found
   */
  public static <I extends ResourceId> void requireAll(Collection<I> wanted, Collection<I> found) {
    var there = Set.copyOf(found);
    for (var id : wanted) {
      if (!there.contains(id)) {
        throw new NotFound(id.toName());
      }
    }
  }

  /** The name of what is missing. */
  public String resource() {
    return resource;
  }
}
