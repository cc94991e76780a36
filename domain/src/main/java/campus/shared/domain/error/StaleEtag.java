package campus.shared.domain.error;

/** The resource has changed since the caller read it. */
public final class StaleEtag extends Conflict {

  private static final long serialVersionUID = 1L;

  public StaleEtag(String resource) {
    super(
        Reason.STALE_ETAG,
        "etag: " + resource + " has changed since it was read; read it again, and try again");
  }
}
