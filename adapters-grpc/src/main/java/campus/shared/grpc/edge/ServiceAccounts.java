package campus.shared.grpc.edge;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which users services are, by the names in their client certificates.
 *
 * @param usernames by name: a URI as it is, a host or an e-mail address in lower case
 */
public record ServiceAccounts(Map<String, String> usernames) {

  public static final ServiceAccounts NONE = new ServiceAccounts(Map.of());

  public ServiceAccounts {
    usernames = Collections.unmodifiableMap(new LinkedHashMap<>(usernames));
  }

  /**
   * Reads a list.
   *
   * @param text such as {@code spiffe://example.org/billing=billing,worker.example.org=worker};
   *     empty for none
   * @throws IllegalArgumentException if it is no such list, or has a name twice
   */
  public static ServiceAccounts parse(String text) {
    if (text.isBlank()) {
      return NONE;
    }
    var usernames = new LinkedHashMap<String, String>();
    for (var part : text.split(",", -1)) {
      // URIs may have one too, usernames cannot.
      int equals = part.lastIndexOf('=');
      var name = equals < 0 ? "" : normal(part.substring(0, equals).strip());
      var username = part.substring(equals + 1).strip();
      if (name.isEmpty() || username.isEmpty() || usernames.put(name, username) != null) {
        throw new IllegalArgumentException(text);
      }
    }
    return new ServiceAccounts(usernames);
  }

  /** The user for the first of the list's names that a certificate has; null if it has none. */
  @Nullable String userOf(Collection<String> names) {
    for (var account : usernames.entrySet()) {
      if (names.contains(account.getKey())) {
        return account.getValue();
      }
    }
    return null;
  }

  /** Hosts and e-mail addresses compare without case. */
  static String normal(String name) {
    return name.contains("://") ? name : name.toLowerCase(Locale.ROOT);
  }
}
