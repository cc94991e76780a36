package campus.server.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL that the operator runs.
 *
 * @param user null if in the URL or not needed
 * @param password null if in the URL or not needed
 */
public record ExternalDatabase(String jdbcUrl, @Nullable String user, @Nullable String password) {

  private static final String JDBC = "jdbc:postgresql:";

  /**
   * Parses {@code jdbc:postgresql://…} and {@code postgres://user:password@host:port/db}.
   *
   * @param user overrides the URL's; null for that one
   * @param password overrides the URL's; null for that one
   */
  static ExternalDatabase of(String url, @Nullable String user, @Nullable String password) {
    if (url.startsWith(JDBC)) {
      return new ExternalDatabase(url, user, password);
    }
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException e) {
      throw malformed();
    }
    var scheme = uri.getScheme();
    var hosts = uri.getRawAuthority();
    if (hosts == null || !("postgres".equals(scheme) || "postgresql".equals(scheme))) {
      throw malformed();
    }
    var at = hosts.lastIndexOf('@');
    var credentials = at < 0 ? "" : hosts.substring(0, at);
    var colon = credentials.indexOf(':');
    var urlUser = decode(colon < 0 ? credentials : credentials.substring(0, colon));
    var urlPassword = colon < 0 ? null : decode(credentials.substring(colon + 1));
    var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return new ExternalDatabase(
        JDBC + "//" + hosts.substring(at + 1) + uri.getRawPath() + query,
        user != null || urlUser.isEmpty() ? user : urlUser,
        password != null ? password : urlPassword);
  }

  // The message omits the URL, which may hold a password.
  private static Failure malformed() {
    return Failure.misuse(
        Setting.CAMPUS_DATABASE_URL
            + " has to look like jdbc:postgresql://host:5432/database"
            + " or postgres://user:password@host:5432/database.");
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** The URL up to the database's name, without parameters that may hold a password. */
  public String shown() {
    var query = jdbcUrl.indexOf('?');
    return query < 0 ? jdbcUrl : jdbcUrl.substring(0, query);
  }

  @Override
  public String toString() {
    return shown();
  }
}
