package campus.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import campus.identity.application.PasswordResetPolicy;
import campus.identity.domain.Email;
import campus.server.settings.TlsSettings.ClientAuth;
import campus.shared.grpc.edge.ServiceAccounts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

  @Test
  void defaultsSuitALocalServer() {
    var settings = Settings.read(Map.of(), Map.of());

    assertThat(settings.home()).isEqualTo(Path.of(System.getProperty("user.home"), ".campus"));
    assertThat(settings.database()).isNull();
    assertThat(settings.grpcHost()).isEqualTo("localhost");
    assertThat(settings.grpcPort()).isEqualTo(50_051);
    assertThat(settings.httpHost()).isEqualTo("localhost");
    assertThat(settings.httpPort()).isEqualTo(8080);
    assertThat(settings.sqlLog()).isFalse();
    assertThat(settings.pool())
        .isEqualTo(
            new PoolSettings(
                Math.clamp(4L * Runtime.getRuntime().availableProcessors(), 8, 64),
                Duration.ofSeconds(2),
                Duration.ofMinutes(10),
                Duration.ofMinutes(30),
                Duration.ofMinutes(2),
                Duration.ZERO,
                Duration.ofSeconds(30),
                Duration.ofSeconds(5)));
  }

  @Test
  void aDatabaseElsewhereHasConnectionsWhateverProcessorsThereAreHere() {
    var settings = Settings.read(Map.of("CAMPUS_DATABASE_URL", "postgres://db/campus"), Map.of());

    assertThat(settings.pool().size()).isEqualTo(16);
  }

  @Test
  void withoutAMailServerNoMailIsSent() {
    var settings = Settings.read(Map.of(), Map.of());

    assertThat(settings.mail()).isNull();
    assertThat(settings.passwordResets()).isEqualTo(PasswordResetPolicy.DEFAULT);
  }

  @Test
  void aMailServerNeedsAnAddressOfTheSender() {
    var mail =
        Map.of(
            "CAMPUS_MAIL_HOST", "mail.example.org",
            "CAMPUS_MAIL_USER", "campus",
            "CAMPUS_MAIL_PASSWORD", "secret");
    var whole = new HashMap<>(mail);
    whole.put("CAMPUS_MAIL_FROM", "campus@example.org");

    assertThat(Settings.read(whole, Map.of()).mail())
        .isEqualTo(
            new MailSettings(
                "mail.example.org",
                587,
                MailSettings.Security.STARTTLS,
                "campus",
                "secret",
                new Email("campus@example.org"),
                Duration.ofSeconds(10)));
    assertThat(Settings.read(whole, Map.of()).toString()).doesNotContain("secret");
    assertThatThrownBy(() -> Settings.read(mail, Map.of()))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("CAMPUS_MAIL_FROM (--mail-from) has to be an e-mail address");
    whole.remove("CAMPUS_MAIL_PASSWORD");
    assertThatThrownBy(() -> Settings.read(whole, Map.of()))
        .hasMessageContaining("Only one of CAMPUS_MAIL_USER and CAMPUS_MAIL_PASSWORD is set");
    assertThatThrownBy(() ->
            Settings.read(
                Map.of(), Map.of(Setting.CAMPUS_PASSWORD_RESET_LINK, "https://school.example")))
        .hasMessageContaining("{token}");
  }

  @Test
  void tlsNeedsACertificateWithItsKey() {
    var pair = new HashMap<>(Map.of("CAMPUS_TLS_CERTIFICATE", "/c", "CAMPUS_TLS_KEY", "/k"));

    assertThat(Settings.read(Map.of(), Map.of()).tls()).isNull();
    assertThat(Settings.read(pair, Map.of()).tls())
        .isEqualTo(
            new TlsSettings(
                Path.of("/c"), Path.of("/k"), null, ClientAuth.OFF, ServiceAccounts.NONE));
    assertThatThrownBy(() -> Settings.read(Map.of("CAMPUS_TLS_KEY", "/k"), Map.of()))
        .hasMessageContaining("Only one of CAMPUS_TLS_CERTIFICATE and CAMPUS_TLS_KEY is set");
    assertThatThrownBy(() -> Settings.read(Map.of("CAMPUS_TLS_CLIENT_AUTH", "required"), Map.of()))
        .hasMessageContaining("CAMPUS_TLS_CLIENT_AUTH is set, but not CAMPUS_TLS_CERTIFICATE");
    pair.put("CAMPUS_TLS_CLIENT_CA", "/ca");
    assertThatThrownBy(() -> Settings.read(pair, Map.of()))
        .hasMessageContaining("but CAMPUS_TLS_CLIENT_AUTH is off");
    pair.put("CAMPUS_TLS_CLIENT_AUTH", "optional");
    assertThat(Settings.read(pair, Map.of()).tls())
        .isEqualTo(
            new TlsSettings(
                Path.of("/c"),
                Path.of("/k"),
                Path.of("/ca"),
                ClientAuth.OPTIONAL,
                ServiceAccounts.NONE));
    pair.remove("CAMPUS_TLS_CLIENT_CA");
    assertThatThrownBy(() -> Settings.read(pair, Map.of()))
        .hasMessageContaining(
            "CAMPUS_TLS_CLIENT_AUTH is optional, but CAMPUS_TLS_CLIENT_CA is not set");
  }

  @Test
  void anOptionWinsOverAVariable() {
    var settings =
        Settings.read(
            Map.of("CAMPUS_GRPC_PORT", "1", "CAMPUS_HTTP_PORT", "2", "CAMPUS_SQL_LOG", ""),
            Map.of(Setting.CAMPUS_GRPC_PORT, "3"));

    assertThat(settings.grpcPort()).isEqualTo(3);
    assertThat(settings.httpPort()).isEqualTo(2);
    assertThat(settings.sqlLog()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://db/campus, jdbc:postgresql://db/campus, ,",
    "postgres://ada:s%40crt+1@db:5433/campus, jdbc:postgresql://db:5433/campus, ada, s@crt+1",
    "postgresql://ada@db/campus?sslmode=require, jdbc:postgresql://db/campus?sslmode=require, ada,",
    "postgres://[::1]:5432/campus, jdbc:postgresql://[::1]:5432/campus, ,"
  })
  void bothFormsOfDatabaseUrlAreUnderstood(
      String url, String jdbcUrl, String user, String password) {
    var settings = Settings.read(Map.of("CAMPUS_DATABASE_URL", url), Map.of());

    assertThat(settings.database()).isEqualTo(new ExternalDatabase(jdbcUrl, user, password));
  }

  @Test
  void userAndPasswordOfTheirOwnWinOverThoseInTheUrl() {
    var settings =
        Settings.read(
            Map.of(
                "CAMPUS_DATABASE_URL", "postgres://ada:old@db/campus",
                "CAMPUS_DATABASE_USER", "bob",
                "CAMPUS_DATABASE_PASSWORD", "new"),
            Map.of());

    assertThat(settings.database())
        .isEqualTo(new ExternalDatabase("jdbc:postgresql://db/campus", "bob", "new"));
  }

  @Test
  void theWebPortCanBeOff() {
    assertThat(Settings.read(Map.of("CAMPUS_WEB_PORT", "off"), Map.of()).web()).isNull();
    assertThat(Settings.read(Map.of(), Map.of()).web())
        .extracting(WebSettings::host, WebSettings::port)
        .containsExactly("localhost", 8081);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mysql://db/campus", "db", "postgres:campus", "postgres://a b/c"})
  void anotherUrlIsRefusedWithoutRepeatingIt(String url) {
    assertThatThrownBy(() -> Settings.read(Map.of("CAMPUS_DATABASE_URL", url), Map.of()))
        .isInstanceOfSatisfying(
            Failure.class, e -> assertThat(e.exitCode()).isEqualTo(Failure.MISUSED))
        .hasMessageStartingWith("CAMPUS_DATABASE_URL has to look like")
        .hasMessageNotContaining(url + " ");
  }

  @Test
  void aPasswordInAUrlIsNotShown() {
    var database =
        new ExternalDatabase("jdbc:postgresql://db/campus?user=ada&password=secret", null, null);

    assertThat(database.shown()).isEqualTo("jdbc:postgresql://db/campus");
    assertThat(database).asString().doesNotContain("secret");
  }

  @ParameterizedTest
  @CsvSource({
    "CAMPUS_GRPC_PORT, 65536, a number from 0 to 65535",
    "CAMPUS_HTTP_PORT, http, a number from 0 to 65535",
    "CAMPUS_WEB_PORT, on, 'a number from 0 to 65535, or off'",
    "CAMPUS_WEB_ORIGINS, app.example.org, 'origins such as https://app.example.org, separated by"
        + " commas, or *'",
    "CAMPUS_TRUSTED_PROXIES, proxy, 'addresses and networks such as 10.0.0.0/8, separated by"
        + " commas'",
    "CAMPUS_SQL_LOG, yes, true or false",
    "CAMPUS_TLS_CLIENT_AUTH, must, 'off, optional or required'",
    "CAMPUS_TLS_SERVICE_ACCOUNTS, a=!, 'names of certificates and users such as"
        + " spiffe://example.org/billing=billing, separated by commas'",
    "CAMPUS_PLAINTEXT, yes, loopback or allow",
    "CAMPUS_POOL_SIZE, 0, a number from 1 to 1000",
    "CAMPUS_POOL_CONNECTION_TIMEOUT, 100ms, 'a duration such as 500ms, 30s, 10m or 1h, at least"
        + " 250ms'",
    "CAMPUS_POOL_MAX_LIFETIME, 30, 'a duration such as 500ms, 30s, 10m or 1h, at least 30000ms'"
  })
  void aBadValueIsToldWithItsNameAndWhatWouldDo(String name, String value, String expected) {
    assertThatThrownBy(() -> Settings.read(Map.of(name, value), Map.of()))
        .isInstanceOfSatisfying(
            Failure.class, e -> assertThat(e.exitCode()).isEqualTo(Failure.MISUSED))
        .hasMessage(
            "%s (%s) has to be %s, not \"%s\".",
            name, Setting.valueOf(name).option(), expected, value);
  }

  @Test
  void durationsMayBeSwitchedOff() {
    var settings =
        Settings.read(
            Map.of("CAMPUS_POOL_MAX_LIFETIME", "0", "CAMPUS_POOL_KEEPALIVE", "1h"), Map.of());

    assertThat(settings.pool().maxLifetime()).isZero();
  }

  @Test
  void aKeepaliveLongerThanTheLifetimeIsRefused() {
    assertThatThrownBy(() -> Settings.read(Map.of("CAMPUS_POOL_KEEPALIVE", "1h"), Map.of()))
        .hasMessageContaining("has to be shorter than CAMPUS_POOL_MAX_LIFETIME");
  }

  @Test
  void aUserWithoutADatabaseIsRefused() {
    assertThatThrownBy(() -> Settings.read(Map.of("CAMPUS_DATABASE_USER", "ada"), Map.of()))
        .hasMessageContaining("but not CAMPUS_DATABASE_URL");
  }
}
