package campus.server.settings;

import campus.identity.domain.Username;
import campus.shared.domain.error.InvalidRequest;
import campus.shared.grpc.edge.ServiceAccounts;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How gRPC and the web port are encrypted.
 *
 * @param certificate of the server, and those between it and its CA
 * @param clientCa the CAs of clients; null if they show no certificates
 * @param serviceAccounts the users that clients are by their certificates
 */
public record TlsSettings(
    Path certificate,
    Path key,
    @Nullable Path clientCa,
    ClientAuth clientAuth,
    ServiceAccounts serviceAccounts) {

  /** Whether clients show a certificate. */
  public enum ClientAuth {
    OFF,
    /** A client without a certificate is let in too; one with an untrusted certificate is not. */
    OPTIONAL,
    REQUIRED;

    /**
     * @throws IllegalArgumentException if it is none of them, in lower case
     */
    static ClientAuth parse(String text) {
      for (var way : values()) {
        if (way.name().toLowerCase(Locale.ROOT).equals(text)) {
          return way;
        }
      }
      throw new IllegalArgumentException(text);
    }
  }

  /**
   * @throws IllegalArgumentException if it is no such list, or a username is none
   */
  static ServiceAccounts serviceAccounts(String text) {
    var accounts = ServiceAccounts.parse(text);
    try {
      accounts.usernames().values().forEach(Username::new);
      return accounts;
    } catch (InvalidRequest e) {
      throw new IllegalArgumentException(e);
    }
  }

  /**
   * Joins the settings; null without a certificate.
   *
   * @throws Failure if some lack others
   */
  static @Nullable TlsSettings of(
      @Nullable Path certificate,
      @Nullable Path key,
      @Nullable Path clientCa,
      ClientAuth clientAuth,
      ServiceAccounts serviceAccounts) {
    boolean ofClients = clientAuth != ClientAuth.OFF;
    if (!ofClients && !serviceAccounts.equals(ServiceAccounts.NONE)) {
      throw Failure.misuse(
          "CAMPUS_TLS_SERVICE_ACCOUNTS is set, but CAMPUS_TLS_CLIENT_AUTH is off: set it to"
              + " optional or required.");
    }
    if (certificate == null || key == null) {
      if (certificate != null || key != null) {
        throw Failure.misuse(
            "Only one of CAMPUS_TLS_CERTIFICATE and CAMPUS_TLS_KEY is set: set both, or neither.");
      }
      if (clientCa != null || ofClients) {
        throw Failure.misuse(
            (clientCa != null ? Setting.CAMPUS_TLS_CLIENT_CA : Setting.CAMPUS_TLS_CLIENT_AUTH)
                + " is set, but not CAMPUS_TLS_CERTIFICATE: clients show certificates only to a"
                + " server that has one.");
      }
      return null;
    }
    if (ofClients && clientCa == null) {
      throw Failure.misuse(
          "CAMPUS_TLS_CLIENT_AUTH is "
              + clientAuth.name().toLowerCase(Locale.ROOT)
              + ", but CAMPUS_TLS_CLIENT_CA is not set: set it to the CA of the clients'"
              + " certificates.");
    }
    if (clientCa != null && !ofClients) {
      throw Failure.misuse(
          "CAMPUS_TLS_CLIENT_CA is set, but CAMPUS_TLS_CLIENT_AUTH is off: set it to optional or"
              + " required.");
    }
    return new TlsSettings(certificate, key, clientCa, clientAuth, serviceAccounts);
  }
}
