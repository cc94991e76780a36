package campus.shared.domain.entity;

/** The version of a resource with concurrent editors (AIP-154); equal for equal versions. */
public record Etag(String value) {

  public static Etag ofVersion(long version) {
    return new Etag(Long.toHexString(version));
  }

  /**
   * Parses an etag from a client: as answered, or in quotes as in HTTP (RFC 9110). A weak one
   * ({@code W/"5"}) matches none.
   */
  public static Etag sent(String text) {
    boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
    return new Etag(quoted ? text.substring(1, text.length() - 1) : text);
  }
}
