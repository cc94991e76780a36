package campus.server.composition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import campus.identity.application.Mailer.Mail;
import campus.identity.domain.Email;
import campus.server.settings.MailSettings;
import campus.server.settings.MailSettings.Security;
import campus.server.testing.TestMail;
import campus.shared.application.testing.CapturedLog;
import campus.shared.domain.error.Overloaded;
import com.icegreen.greenmail.util.DummySSLServerSocketFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SmtpMailerTest {

  private static final String ADDRESS = "ada@example.org";
  private static final Mail MAIL =
      new Mail(new Email(ADDRESS), "Grüße", "Zwölf Boxkämpfer\n= 12\n");
  private static final List<Duration> NEVER_AGAIN = List.of();
  private static final List<Duration> SOON = List.of(Duration.ofMillis(50), Duration.ofMillis(50));

  private static MailSettings settings(
      int port, Security security, @Nullable String user, @Nullable String password) {
    return new MailSettings(
        "127.0.0.1",
        port,
        security,
        user,
        password,
        new Email("campus@school.example"),
        Duration.ofSeconds(2));
  }

  private static MailSettings settings(int port) {
    return settings(port, Security.NONE, null, null);
  }

  @Test
  void sendsTextInAnyScript() throws Exception {
    try (var server = new TestMail(0);
        var mailer = new SmtpMailer(settings(server.port()))) {
      mailer.post(() -> MAIL);

      var message = server.await(ADDRESS, 1).getFirst();
      assertThat(message.getSubject()).isEqualTo("Grüße");
      assertThat(message.getFrom()[0]).hasToString("campus@school.example");
      assertThat(message.getHeader("Date")).hasSize(1);
      assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
      assertThat(String.valueOf(message.getContent()).replace("\r\n", "\n").strip())
          .isEqualTo(MAIL.text().strip());
    }
  }

  @Test
  void signsInToTheMailServer() throws Exception {
    try (var server = new TestMail(0)) {
      server.allow("campus", "secret");
      try (var mailer =
          new SmtpMailer(settings(server.port(), Security.NONE, "campus", "secret"))) {
        mailer.post(() -> MAIL);

        assertThat(server.await(ADDRESS, 1)).hasSize(1);
      }
    }
  }

  @Test
  void writesAndSendsOnAnotherThreadAndGoesOnAfterFailures() throws Exception {
    try (var server = new TestMail(0);
        var mailer = new SmtpMailer(settings(server.port()));
        var log = CapturedLog.of(SmtpMailer.class.getName())) {
      var writer = new AtomicReference<@Nullable Thread>();
      mailer.post(() -> null);
      mailer.post(() -> {
        throw new IllegalStateException("the database is away");
      });
      mailer.post(() -> {
        writer.set(Thread.currentThread());
        return MAIL;
      });

      assertThat(server.await(ADDRESS, 1)).hasSize(1);
      assertThat(writer.get()).isNotNull().isNotEqualTo(Thread.currentThread());
      assertThat(log.lines())
          .singleElement()
          .asString()
          .startsWith("WARN A message could not be written, and is not sent: ");
    }
  }

  @Test
  void triesAgainUntilTheMailServerIsThere() throws Exception {
    int port = freePort();
    try (var mailer = new SmtpMailer(settings(port), List.of(Duration.ofSeconds(1)));
        var log = CapturedLog.of(SmtpMailer.class.getName())) {
      long start = System.nanoTime();
      mailer.post(() -> MAIL);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
      awaitLines(log, 1);
      try (var server = new TestMail(port)) {
        assertThat(server.await(ADDRESS, 1)).hasSize(1);
      }
      assertThat(log.lines())
          .singleElement()
          .asString()
          .startsWith("WARN A message was not sent, and will be tried again in PT1S: ")
          .doesNotContain(ADDRESS);
    }
  }

  @Test
  void givesUpAfterTheLastAttempt() throws Exception {
    try (var mailer = new SmtpMailer(settings(freePort()), SOON);
        var log = CapturedLog.of(SmtpMailer.class.getName())) {
      mailer.post(() -> MAIL);

      awaitLines(log, 3);
      assertThat(log.lines().getLast())
          .startsWith("WARN A message was not sent, and is given up: ");
    }
  }

  @Test
  void sendsNothingUnencryptedUnlessToldTo() throws Exception {
    try (var server = new TestMail(0);
        var mailer =
            new SmtpMailer(settings(server.port(), Security.STARTTLS, null, null), NEVER_AGAIN);
        var log = CapturedLog.of(SmtpMailer.class.getName())) {
      mailer.post(() -> MAIL);

      awaitLines(log, 1);
      assertThat(log.lines().getFirst()).contains("given up", "STARTTLS is required");
    }
  }

  @Test
  void trustsNoUnknownCertificate() throws Exception {
    // A bare socket, since GreenMail's own thread dies of the alert, with a stack trace.
    try (var server = new DummySSLServerSocketFactory().createServerSocket(0);
        var mailer =
            new SmtpMailer(settings(server.getLocalPort(), Security.TLS, null, null), NEVER_AGAIN);
        var log = CapturedLog.of(SmtpMailer.class.getName())) {
      var handshake =
          CompletableFuture.runAsync(() -> {
            try (var socket = (SSLSocket) server.accept()) {
              socket.startHandshake();
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
      mailer.post(() -> MAIL);

      awaitLines(log, 1);
      assertThat(log.lines().getFirst()).contains("given up", "SSLHandshakeException");
      assertThat(handshake).failsWithin(Duration.ofSeconds(20));
    }
  }

  @Test
  void refusesWhatWouldWaitForTooManyOthers() throws Exception {
    try (var mailer = new SmtpMailer(settings(freePort()), NEVER_AGAIN)) {
      var release = new CountDownLatch(1);
      mailer.post(() -> {
        try {
          release.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        return null;
      });

      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 1000; i++) {
                  mailer.post(() -> null);
                }
              })
          .isInstanceOf(Overloaded.class);
      release.countDown();
    }
  }

  private static void awaitLines(CapturedLog log, int count) throws InterruptedException {
    var deadline = System.nanoTime() + 20_000_000_000L;
    while (log.lines().size() < count && System.nanoTime() < deadline) {
      Thread.sleep(10);
    }
    assertThat(log.lines()).hasSize(count);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
