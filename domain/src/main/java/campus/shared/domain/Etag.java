package campus.shared.domain;

/** The state that a resource with concurrent editors is in (AIP-154); equal for equal states. */
public record Etag(String value) {

  /** The etag of the given version of a resource. */
  public static Etag ofVersion(long version) {
    return new Etag(Long.toHexString(version));
  }
}
