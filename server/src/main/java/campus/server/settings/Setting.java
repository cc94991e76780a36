package campus.server.settings;

import campus.shared.application.call.AnswerLimits;
import java.util.Locale;

/**
 * The settings. Each is both an environment variable and an option: {@code CAMPUS_GRPC_PORT} and
 * {@code --grpc-port}. The option wins.
 */
public enum Setting {
  CAMPUS_HOME("DIR", "~/.campus", "Where the embedded PostgreSQL and its data live."),
  CAMPUS_DATABASE_URL(
      "URL",
      "",
      "A PostgreSQL of your own, 15 or later: jdbc:postgresql://host/db or"
          + " postgres://user:password@host/db. Without it, an embedded one is used."),
  CAMPUS_DATABASE_USER("USER", "", "The user for that database."),
  CAMPUS_DATABASE_PASSWORD(
      "PASSWORD", "", "The password; better in the environment, where other users cannot see it."),
  CAMPUS_GRPC_HOST(
      "HOST", "localhost", "The address or name that gRPC listens on: 0.0.0.0 for all addresses."),
  CAMPUS_GRPC_PORT("PORT", "50051", "Where gRPC listens; 0 picks a free port."),
  CAMPUS_TRUSTED_PROXIES(
      "ADDRESSES",
      "",
      "The proxies in front of gRPC whose x-forwarded-for is believed: addresses and networks such"
          + " as 10.0.0.0/8, separated by commas."),
  CAMPUS_WEB_HOST(
      "HOST",
      "localhost",
      "The address or name that HTTP/JSON, gRPC-Web and Connect listen on: 0.0.0.0 for all"
          + " addresses."),
  CAMPUS_WEB_PORT(
      "PORT",
      "8081",
      "Where browsers and scripts call, as HTTP/JSON, gRPC-Web and Connect; 0 picks a free port,"
          + " off closes it."),
  CAMPUS_WEB_ORIGINS(
      "ORIGINS",
      "",
      "The web pages that may call there from a browser (CORS): origins such as"
          + " https://app.example.org, separated by commas, or * for all."),
  CAMPUS_HTTP_HOST(
      "HOST",
      "localhost",
      "The address or name that health and metrics are served on: 0.0.0.0 for all addresses."),
  CAMPUS_HTTP_PORT("PORT", "8080", "Where health is served over HTTP; 0 picks a free port."),
  CAMPUS_TLS_CERTIFICATE(
      "FILE",
      "",
      "The server's certificate for gRPC and the web port, followed by those between it and its CA,"
          + " as PEM; without it, they are served without TLS."),
  CAMPUS_TLS_KEY("FILE", "", "The certificate's private key, as PEM without a passphrase."),
  CAMPUS_TLS_CLIENT_CA(
      "FILE", "", "The certificates of the CAs whose clients are trusted, as PEM."),
  CAMPUS_TLS_CLIENT_AUTH(
      "WAY", "off", "Whether clients show a certificate of their own: off, optional or required."),
  CAMPUS_TLS_SERVICE_ACCOUNTS(
      "ACCOUNTS",
      "",
      "The users that services are, by the names in their certificates, such as"
          + " spiffe://example.org/billing=billing,worker.example.org=worker."),
  CAMPUS_PLAINTEXT(
      "WHERE",
      "loopback",
      "Where gRPC and the web port may be served without TLS: loopback, or allow for every"
          + " address, such as behind a proxy with TLS."),
  CAMPUS_SQL_LOG("BOOLEAN", "false", "Whether each SQL statement is logged."),
  CAMPUS_MAX_ANSWER_MESSAGES(
      "COUNT",
      String.valueOf(AnswerLimits.DEFAULT.messages()),
      "The most resources in one answer, those in relations included."),
  CAMPUS_MAX_ANSWER_BYTES(
      "BYTES", String.valueOf(AnswerLimits.DEFAULT.bytes()), "The most bytes of one answer."),
  CAMPUS_MAIL_HOST(
      "HOST", "", "The mail server (SMTP) for messages to users; without it, none are sent."),
  CAMPUS_MAIL_PORT("PORT", "587", "Its port."),
  CAMPUS_MAIL_SECURITY(
      "WAY",
      "starttls",
      "How the connection to it is encrypted: starttls, tls (port 465), or none, for a server on"
          + " this machine."),
  CAMPUS_MAIL_USER("USER", "", "The user for it; without one, nobody signs in."),
  CAMPUS_MAIL_PASSWORD(
      "PASSWORD", "", "The password; better in the environment, where other users cannot see it."),
  CAMPUS_MAIL_FROM("ADDRESS", "", "The e-mail address that messages come from."),
  CAMPUS_MAIL_TIMEOUT("DURATION", "10s", "How long the mail server may take for each step."),
  CAMPUS_PASSWORD_RESET_LIFETIME(
      "DURATION", "1h", "How long a token to reset a password is valid."),
  CAMPUS_PASSWORD_RESET_LINK(
      "URL",
      "",
      "The page where users set a new password, with {token} in it, for messages; without it, they"
          + " have the token alone."),
  CAMPUS_POOL_SIZE(
      "COUNT",
      "",
      "The most database connections at a time; without it, 16, or for the embedded PostgreSQL four"
          + " for each processor."),
  CAMPUS_POOL_CONNECTION_TIMEOUT("DURATION", "2s", "How long a call waits for a connection."),
  CAMPUS_POOL_IDLE_TIMEOUT("DURATION", "10m", "When an idle connection is closed; 0 for never."),
  CAMPUS_POOL_MAX_LIFETIME("DURATION", "30m", "When a connection is renewed; 0 for never."),
  CAMPUS_POOL_KEEPALIVE("DURATION", "2m", "How often an idle connection is tried; 0 for never."),
  CAMPUS_POOL_LEAK_DETECTION(
      "DURATION", "0", "How long a connection may be held before that is logged; 0 for ever."),
  CAMPUS_STATEMENT_TIMEOUT("DURATION", "30s", "How long one SQL statement may run; 0 for ever."),
  CAMPUS_LOCK_TIMEOUT("DURATION", "5s", "How long a statement waits for a lock; 0 for ever.");

  private final String label;
  private final String defaultValue;
  private final String description;

  Setting(String label, String defaultValue, String description) {
    this.label = label;
    this.defaultValue = defaultValue;
    this.description = description;
  }

  /** The option: {@code --grpc-port}. */
  public String option() {
    return "--" + name().substring("CAMPUS_".length()).toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Both names, for messages: {@code CAMPUS_GRPC_PORT (--grpc-port)}. */
  public String named() {
    return name() + " (" + option() + ")";
  }

  public String label() {
    return label;
  }

  /** Empty without a default. */
  public String defaultValue() {
    return defaultValue;
  }

  public String description() {
    return description;
  }
}
