package campus.shared.domain;

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

  /** The name of what is missing. */
  public String resource() {
    return resource;
  }
}
