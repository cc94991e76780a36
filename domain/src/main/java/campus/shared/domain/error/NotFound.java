package campus.shared.domain.error;

import campus.shared.domain.name.ResourceId;
import java.util.Collection;
import java.util.Set;

/** A requested resource does not exist, or is hidden from the caller. */
public final class NotFound extends DomainError {

  private static final long serialVersionUID = 1L;

  private final String resource;

  /**
   * @param resource the name of the missing resource: {@code users/0198…}
   */
  public NotFound(String resource) {
    super(Reason.RESOURCE_NOT_FOUND, resource + " does not exist");
    this.resource = resource;
  }

  /**
   * Requires that all wanted resources were found.
   *
   * @throws NotFound naming the first missing one
   */
  public static <I extends ResourceId> void requireAll(Collection<I> wanted, Collection<I> found) {
    var there = Set.copyOf(found);
    for (var id : wanted) {
      if (!there.contains(id)) {
        throw new NotFound(id.toName());
      }
    }
  }

  /** The name of the missing resource. */
  public String resource() {
    return resource;
  }
}
