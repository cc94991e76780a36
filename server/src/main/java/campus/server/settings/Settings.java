package campus.server.settings;

import campus.shared.application.call.AnswerLimits;
import campus.shared.grpc.edge.TrustedProxies;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * All settings, validated.
 *
 * @param database null for the embedded one in {@code home}
 * @param grpcPort 0 for any free one
 * @param httpPort 0 for any free one
 */
public record Settings(
    Path home,
    @Nullable ExternalDatabase database,
    String grpcHost,
    int grpcPort,
    TrustedProxies trustedProxies,
    String httpHost,
    int httpPort,
    boolean sqlLog,
    AnswerLimits answers,
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
          home(),
          database,
          value(Setting.CAMPUS_GRPC_HOST),
          number(Setting.CAMPUS_GRPC_PORT, 0, 65_535),
          trustedProxies(),
          value(Setting.CAMPUS_HTTP_HOST),
          number(Setting.CAMPUS_HTTP_PORT, 0, 65_535),
          bool(Setting.CAMPUS_SQL_LOG),
          new AnswerLimits(
              number(Setting.CAMPUS_MAX_ANSWER_MESSAGES, 1, 10_000_000),
              number(Setting.CAMPUS_MAX_ANSWER_BYTES, 1024, Integer.MAX_VALUE)),
          pool(database == null));
    }

    private Path home() {
      var text = value(Setting.CAMPUS_HOME);
      try {
        // Shells do not expand the tilde in --home=~/x and in quotes.
        var path =
            text.equals("~") || text.startsWith("~/")
                ? Path.of(System.getProperty("user.home") + text.substring(1))
                : Path.of(text);
        return path.toAbsolutePath().normalize();
      } catch (InvalidPathException e) {
        throw wrong(Setting.CAMPUS_HOME, "a directory", text);
      }
    }

    private TrustedProxies trustedProxies() {
      var text = value(Setting.CAMPUS_TRUSTED_PROXIES);
      try {
        return TrustedProxies.parse(text);
      } catch (IllegalArgumentException e) {
        throw wrong(
            Setting.CAMPUS_TRUSTED_PROXIES,
            "addresses and networks such as 10.0.0.0/8, separated by commas",
            text);
      }
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
            "A database user or password is set, but not "
                + Setting.CAMPUS_DATABASE_URL
                + ": set it too, or neither.");
      }
      return null;
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
            named(Setting.CAMPUS_POOL_KEEPALIVE)
                + " has to be shorter than "
                + named(Setting.CAMPUS_POOL_MAX_LIFETIME)
                + ".");
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
      var text = value(setting);
      try {
        var number = Integer.parseInt(text);
        if (number >= min && number <= max) {
          return number;
        }
      } catch (NumberFormatException e) {
        // Reported below, like a number out of range.
      }
      throw wrong(setting, "a number from " + min + " to " + max, text);
    }

    private boolean bool(Setting setting) {
      var text = value(setting);
      return switch (text) {
        case "true" -> true;
        case "false" -> false;
        default -> throw wrong(setting, "true or false", text);
      };
    }

    private Duration durationOrOff(Setting setting, Duration min) {
      return value(setting).equals("0") ? Duration.ZERO : duration(setting, min);
    }

    private Duration duration(Setting setting, Duration min) {
      var text = value(setting);
      var matcher = DURATION.matcher(text);
      if (matcher.matches()) {
        var count = Long.parseLong(matcher.group(1));
        var duration =
            switch (matcher.group(2)) {
              case "ms" -> Duration.ofMillis(count);
              case "s" -> Duration.ofSeconds(count);
              case "m" -> Duration.ofMinutes(count);
              default -> Duration.ofHours(count);
            };
        if (duration.compareTo(min) >= 0) {
          return duration;
        }
      }
      throw wrong(
          setting,
          "a duration such as 500ms, 30s, 10m or 1h, at least " + min.toMillis() + "ms",
          text);
    }

    private static Failure wrong(Setting setting, String expected, String text) {
      return Failure.misuse(named(setting) + " has to be " + expected + ", not \"" + text + "\".");
    }

    private static String named(Setting setting) {
      return setting + " (" + setting.option() + ")";
    }
  }
}
