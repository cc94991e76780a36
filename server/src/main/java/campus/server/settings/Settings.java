package campus.server.settings;

import campus.identity.application.PasswordResetPolicy;
import campus.identity.domain.Email;
import campus.server.settings.MailSettings.Security;
import campus.shared.application.call.AnswerLimits;
import campus.shared.domain.error.InvalidRequest;
import campus.shared.grpc.edge.TrustedProxies;
import campus.shared.web.server.Origins;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * All settings, validated.
 *
 * @param database null for the embedded one in {@code home}
 * @param grpcPort 0 for any free one
 * @param web null for no such port
 * @param httpPort 0 for any free one
 * @param tls null to serve without TLS
 * @param plaintextAllowed whether other machines may be served without TLS
 * @param mail null to send no messages
 */
public record Settings(
    Path home,
    @Nullable ExternalDatabase database,
    String grpcHost,
    int grpcPort,
    TrustedProxies trustedProxies,
    @Nullable WebSettings web,
    String httpHost,
    int httpPort,
    @Nullable TlsSettings tls,
    boolean plaintextAllowed,
    boolean sqlLog,
    AnswerLimits answers,
    @Nullable MailSettings mail,
    PasswordResetPolicy passwordResets,
    PoolSettings pool) {

  /**
   * Reads the settings.
   *
   * @param environment by variable name; empty values count as unset
   * @param options from the command line
   * @throws Failure if a value is invalid
   */
  public static Settings read(Map<String, String> environment, Map<Setting, String> options) {
    return new Reader(environment, options).settings();
  }

  private record Reader(Map<String, String> environment, Map<Setting, String> options) {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

    Settings settings() {
      var database = database();
      return new Settings(
          parsed(Setting.CAMPUS_HOME, "a directory", Reader::path),
          database,
          value(Setting.CAMPUS_GRPC_HOST),
          number(Setting.CAMPUS_GRPC_PORT, 0, 65_535),
          parsed(
              Setting.CAMPUS_TRUSTED_PROXIES,
              "addresses and networks such as 10.0.0.0/8, separated by commas",
              TrustedProxies::parse),
          web(),
          value(Setting.CAMPUS_HTTP_HOST),
          number(Setting.CAMPUS_HTTP_PORT, 0, 65_535),
          tls(),
          parsed(
              Setting.CAMPUS_PLAINTEXT,
              "loopback or allow",
              text -> required(text.equals("allow"), text.matches("loopback|allow"))),
          bool(Setting.CAMPUS_SQL_LOG),
          new AnswerLimits(
              number(Setting.CAMPUS_MAX_ANSWER_MESSAGES, 1, 10_000_000),
              number(Setting.CAMPUS_MAX_ANSWER_BYTES, 1024, Integer.MAX_VALUE)),
          mail(),
          new PasswordResetPolicy(
              duration(Setting.CAMPUS_PASSWORD_RESET_LIFETIME, Duration.ofMinutes(1)),
              parsed(
                  Setting.CAMPUS_PASSWORD_RESET_LINK,
                  "an address with " + PasswordResetPolicy.TOKEN + " in it",
                  text ->
                      required(text, text.isEmpty() || text.contains(PasswordResetPolicy.TOKEN)))),
          pool(database == null));
    }

    private static Path path(String text) {
      // Shells do not expand the tilde in --home=~/x and in quotes.
      var path =
          text.equals("~") || text.startsWith("~/")
              ? System.getProperty("user.home") + text.substring(1)
              : text;
      return Path.of(path).toAbsolutePath().normalize();
    }

    private @Nullable ExternalDatabase database() {
      var url = value(Setting.CAMPUS_DATABASE_URL);
      var user = value(Setting.CAMPUS_DATABASE_USER);
      var password = value(Setting.CAMPUS_DATABASE_PASSWORD);
      if (!url.isEmpty()) {
        return ExternalDatabase.of(
            url, user.isEmpty() ? null : user, password.isEmpty() ? null : password);
      }
      if (!user.isEmpty() || !password.isEmpty()) {
        throw Failure.misuse(
            "A database user or password is set, but not CAMPUS_DATABASE_URL: set it too, or"
                + " neither.");
      }
      return null;
    }

    private @Nullable WebSettings web() {
      if (value(Setting.CAMPUS_WEB_PORT).equals("off")) {
        return null;
      }
      return new WebSettings(
          value(Setting.CAMPUS_WEB_HOST),
          parsed(
              Setting.CAMPUS_WEB_PORT,
              "a number from 0 to 65535, or off",
              text -> {
                var number = Integer.parseInt(text);
                return required(number, number >= 0 && number <= 65_535);
              }),
          parsed(
              Setting.CAMPUS_WEB_ORIGINS,
              "origins such as https://app.example.org, separated by commas, or *",
              Origins::parse));
    }

    private @Nullable TlsSettings tls() {
      return TlsSettings.of(
          file(Setting.CAMPUS_TLS_CERTIFICATE),
          file(Setting.CAMPUS_TLS_KEY),
          file(Setting.CAMPUS_TLS_CLIENT_CA),
          parsed(
              Setting.CAMPUS_TLS_CLIENT_AUTH,
              "off, optional or required",
              TlsSettings.ClientAuth::parse),
          parsed(
              Setting.CAMPUS_TLS_SERVICE_ACCOUNTS,
              "names of certificates and users such as spiffe://example.org/billing=billing,"
                  + " separated by commas",
              TlsSettings::serviceAccounts));
    }

    private @Nullable Path file(Setting setting) {
      return value(setting).isEmpty() ? null : parsed(setting, "a file", Reader::path);
    }

    private @Nullable MailSettings mail() {
      var host = value(Setting.CAMPUS_MAIL_HOST);
      var user = value(Setting.CAMPUS_MAIL_USER);
      var password = value(Setting.CAMPUS_MAIL_PASSWORD);
      if (host.isEmpty()) {
        return null;
      }
      if (user.isEmpty() != password.isEmpty()) {
        throw Failure.misuse(
            "Only one of CAMPUS_MAIL_USER and CAMPUS_MAIL_PASSWORD is set: set both, or neither.");
      }
      return new MailSettings(
          host,
          number(Setting.CAMPUS_MAIL_PORT, 1, 65_535),
          parsed(Setting.CAMPUS_MAIL_SECURITY, "starttls, tls or none", Security::parse),
          user.isEmpty() ? null : user,
          password.isEmpty() ? null : password,
          parsed(Setting.CAMPUS_MAIL_FROM, "an e-mail address", Reader::email),
          duration(Setting.CAMPUS_MAIL_TIMEOUT, Duration.ofMillis(100)));
    }

    private static Email email(String text) {
      try {
        return new Email(text);
      } catch (InvalidRequest e) {
        throw new IllegalArgumentException(e);
      }
    }

    private PoolSettings pool(boolean embedded) {
      var maxLifetime = durationOrOff(Setting.CAMPUS_POOL_MAX_LIFETIME, Duration.ofSeconds(30));
      var pool =
          new PoolSettings(
              poolSize(embedded),
              duration(Setting.CAMPUS_POOL_CONNECTION_TIMEOUT, Duration.ofMillis(250)),
              durationOrOff(Setting.CAMPUS_POOL_IDLE_TIMEOUT, Duration.ofSeconds(10)),
              maxLifetime,
              durationOrOff(Setting.CAMPUS_POOL_KEEPALIVE, Duration.ofSeconds(30)),
              durationOrOff(Setting.CAMPUS_POOL_LEAK_DETECTION, Duration.ofSeconds(2)),
              durationOrOff(Setting.CAMPUS_STATEMENT_TIMEOUT, Duration.ofMillis(1)),
              durationOrOff(Setting.CAMPUS_LOCK_TIMEOUT, Duration.ofMillis(1)));
      if (!maxLifetime.isZero() && pool.keepalive().compareTo(maxLifetime) >= 0) {
        throw Failure.misuse(
            "%s has to be shorter than %s."
                .formatted(
                    Setting.CAMPUS_POOL_KEEPALIVE.named(),
                    Setting.CAMPUS_POOL_MAX_LIFETIME.named()));
      }
      return pool;
    }

    /**
     * Four per processor: more make PostgreSQL's processes contend, fewer leave processors waiting
     * for the disk. See docs/configuration.md. The processors of an external database are unknown,
     * and its network adds latency, so it gets more.
     */
    private int poolSize(boolean embedded) {
      if (!value(Setting.CAMPUS_POOL_SIZE).isEmpty()) {
        return number(Setting.CAMPUS_POOL_SIZE, 1, 1000);
      }
      return embedded ? Math.clamp(4L * Runtime.getRuntime().availableProcessors(), 8, 64) : 16;
    }

    private String value(Setting setting) {
      var option = options.get(setting);
      if (option != null) {
        return option;
      }
      var variable = environment.getOrDefault(setting.name(), "");
      return variable.isEmpty() ? setting.defaultValue() : variable;
    }

    private int number(Setting setting, int min, int max) {
      return parsed(
          setting,
          "a number from " + min + " to " + max,
          text -> {
            var number = Integer.parseInt(text);
            return required(number, number >= min && number <= max);
          });
    }

    private boolean bool(Setting setting) {
      return parsed(
          setting,
          "true or false",
          text -> required(text.equals("true"), text.matches("true|false")));
    }

    private Duration durationOrOff(Setting setting, Duration min) {
      return value(setting).equals("0") ? Duration.ZERO : duration(setting, min);
    }

    private Duration duration(Setting setting, Duration min) {
      return parsed(
          setting,
          "a duration such as 500ms, 30s, 10m or 1h, at least " + min.toMillis() + "ms",
          text -> {
            var matcher = DURATION.matcher(text);
            required(text, matcher.matches());
            var unit =
                switch (matcher.group(2)) {
                  case "ms" -> ChronoUnit.MILLIS;
                  case "s" -> ChronoUnit.SECONDS;
                  case "m" -> ChronoUnit.MINUTES;
                  default -> ChronoUnit.HOURS;
                };
            var duration = Duration.of(Long.parseLong(matcher.group(1)), unit);
            return required(duration, duration.compareTo(min) >= 0);
          });
    }

    private <T> T parsed(Setting setting, String expected, Function<String, T> parser) {
      var text = value(setting);
      try {
        return parser.apply(text);
      } catch (IllegalArgumentException e) {
        throw Failure.misuse(
            "%s has to be %s, not \"%s\".".formatted(setting.named(), expected, text));
      }
    }

    private static <T> T required(T value, boolean valid) {
      if (!valid) {
        throw new IllegalArgumentException();
      }
      return value;
    }
  }
}
