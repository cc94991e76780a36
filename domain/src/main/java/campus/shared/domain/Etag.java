package campus.shared.domain;

/** The state that a resource with concurrent editors is in (AIP-154); equal for equal states. */
public record Etag(String value) {

  /** The etag of the given version of a resource. */
  public static Etag ofVersion(long version) {
    return new Etag(Long.toHexString(version));
  }

  /**
   * The etag that a caller sent: as it was answered, or in quotes, as HTTP writes it (RFC 9110). A
   * weak one ({@code W/"5"}) is equal to none, since it does not stand for one state.
   */
  public static Etag sent(String text) {
    boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
    return new Etag(quoted ? text.substring(1, text.length() - 1) : text);
  }
}
