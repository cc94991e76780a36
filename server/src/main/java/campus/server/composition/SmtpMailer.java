package campus.server.composition;

import campus.identity.application.Mailer;
import campus.server.settings.MailSettings;
import campus.server.settings.MailSettings.Security;
import campus.shared.domain.error.Overloaded;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends e-mail over SMTP, with one thread of its own. A message that cannot be delivered waits for
 * its next attempt without a thread. Messages that have not been sent when the server stops are
 * lost: they are about something that users can ask for again.
 */
public final class SmtpMailer implements Mailer, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SmtpMailer.class);

  private static final int MAX_WAITING = 1000;

  /** Before each further attempt; the last one outlasts a server's greylisting. */
  private static final List<Duration> PAUSES =
      List.of(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(10));

  /** How long a caller who is refused should wait. */
  private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

  private final MailSettings settings;
  private final List<Duration> pauses;
  private final Session session;
  private final ScheduledThreadPoolExecutor thread;
  private final Semaphore places = new Semaphore(MAX_WAITING);

  public SmtpMailer(MailSettings settings) {
    this(settings, PAUSES);
  }

  SmtpMailer(MailSettings settings, List<Duration> pauses) {
    this.settings = settings;
    this.pauses = pauses;
    this.session = Session.getInstance(properties(settings));
    this.thread =
        new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("mail-", 0).factory());
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  private static Properties properties(MailSettings settings) {
    var timeout = String.valueOf(settings.timeout().toMillis());
    var properties = new Properties();
    properties.setProperty("mail.smtp.host", settings.host());
    properties.setProperty("mail.smtp.port", String.valueOf(settings.port()));
    properties.setProperty("mail.smtp.connectiontimeout", timeout);
    properties.setProperty("mail.smtp.timeout", timeout);
    properties.setProperty("mail.smtp.writetimeout", timeout);
    properties.setProperty("mail.smtp.auth", String.valueOf(settings.user() != null));
    properties.setProperty("mail.smtp.from", settings.from().value());
    boolean startTls = settings.security() == Security.STARTTLS;
    properties.setProperty("mail.smtp.starttls.enable", String.valueOf(startTls));
    properties.setProperty("mail.smtp.starttls.required", String.valueOf(startTls));
    properties.setProperty(
        "mail.smtp.ssl.enable", String.valueOf(settings.security() == Security.TLS));
    properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    return properties;
  }

  @Override
  public boolean isConfigured() {
    return true;
  }

  @Override
  public void post(Supplier<@Nullable Mail> writing) {
    if (!places.tryAcquire()) {
      throw new Overloaded("too many messages wait to be sent; try again", RETRY_AFTER);
    }
    thread.execute(() -> write(writing));
  }

  private void write(Supplier<@Nullable Mail> writing) {
    Mail mail = null;
    try {
      mail = writing.get();
    } catch (RuntimeException e) {
      LOG.warn("A message could not be written, and is not sent: {}", e.toString());
    }
    if (mail == null) {
      places.release();
    } else {
      send(mail, 0);
    }
  }

  /**
   * @param failures how many attempts have failed before
   */
  private void send(Mail mail, int failures) {
    try {
      Transport.send(message(mail), settings.user(), settings.password());
      places.release();
    } catch (MessagingException e) {
      if (failures < pauses.size() && !thread.isShutdown()) {
        var pause = pauses.get(failures);
        LOG.warn("A message was not sent, and will be tried again in {}: {}", pause, e.toString());
        var _ =
            thread.schedule(
                () -> send(mail, failures + 1), pause.toMillis(), TimeUnit.MILLISECONDS);
      } else {
        LOG.warn("A message was not sent, and is given up: {}", e.toString());
        places.release();
      }
    }
  }

  private MimeMessage message(Mail mail) throws MessagingException {
    var message = new MimeMessage(session);
    message.setFrom(new InternetAddress(settings.from().value()));
    message.setRecipient(RecipientType.TO, new InternetAddress(mail.to().value()));
    message.setSubject(mail.subject(), StandardCharsets.UTF_8.name());
    message.setText(mail.text(), StandardCharsets.UTF_8.name());
    // So that no holiday notice comes back (RFC 3834).
    message.setHeader("Auto-Submitted", "auto-generated");
    return message;
  }

  /** Waits for the message that is being sent, as long as one step of it may take. */
  @Override
  public void close() {
    var _ = thread.shutdownNow();
    try {
      if (!thread.awaitTermination(settings.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("A message was being sent when the server stopped");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
