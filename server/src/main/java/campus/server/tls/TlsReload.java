package campus.server.tls;

import campus.server.settings.Failure;
import campus.server.settings.TlsSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the files once a second, and hands them over when they have changed and rest.
 *
 * <p>It compares what is in them, since links that are exchanged (Kubernetes, certbot) may keep
 * times and sizes. Files that do not fit are looked at again each time: a renewal may be under way.
 */
final class TlsReload implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TlsReload.class);
  private static final long INTERVAL_SECONDS = 1;

  // A renewal writes several files, one after the other.
  private static final int FAILURES_BEFORE_TOLD = 5;

  // Renewals come earlier than this.
  private static final int WARNED_FRACTION = 10;

  private final TlsSettings settings;
  private final Consumer<Credentials.Files> use;
  private final Supplier<Validity> validity;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("tls-files").factory());
  private Credentials.Files used;
  private Credentials.Files seen;
  private int failures;
  private volatile boolean failing;
  private @Nullable String told;
  private @Nullable Instant warned;

  /** From when to when the certificate in use is valid. */
  record Validity(Instant from, Instant until) {}

  /**
   * @param used the files in use
   * @param use takes changed files, or throws a {@link Failure}
   * @param validity of the certificate in use
   */
  TlsReload(
      TlsSettings settings,
      Credentials.Files used,
      Consumer<Credentials.Files> use,
      Supplier<Validity> validity) {
    this.settings = settings;
    this.used = used;
    this.seen = used;
    this.use = use;
    this.validity = validity;
    warnOfExpiry();
    var _ =
        thread.scheduleWithFixedDelay(
            this::look, INTERVAL_SECONDS, INTERVAL_SECONDS, TimeUnit.SECONDS);
  }

  /** Whether the files cannot be used as they are. */
  boolean isFailing() {
    return failing;
  }

  private void look() {
    try {
      var found = Credentials.Files.read(settings);
      boolean rests = found.equals(seen);
      seen = found;
      if (!found.equals(used)) {
        if (!rests) {
          return;
        }
        use.accept(found);
        used = found;
        LOG.info(
            "New connections use the new certificate or CA; the certificate is valid until {}",
            validity.get().until());
      } else if (failing) {
        LOG.info("The files of the certificate are again those in use");
      }
      failures = 0;
      failing = false;
      told = null;
    } catch (Failure e) {
      tell(e);
    } catch (RuntimeException e) {
      LOG.error("The certificate's files could not be checked", e);
    }
    warnOfExpiry();
  }

  private void tell(Failure failure) {
    failures++;
    var message = String.valueOf(failure.getMessage());
    if (failures >= FAILURES_BEFORE_TOLD && !message.equals(told)) {
      told = message;
      LOG.warn(
          "{} The certificate and CA in use stay, valid until {}", told, validity.get().until());
      failing = true;
    }
  }

  private void warnOfExpiry() {
    var current = validity.get();
    var early = Duration.between(current.from(), current.until()).dividedBy(WARNED_FRACTION);
    if (Instant.now().isAfter(current.until().minus(early)) && !current.until().equals(warned)) {
      warned = current.until();
      LOG.warn(
          "The certificate in {} {} {}: renew it",
          settings.certificate(),
          Instant.now().isAfter(current.until()) ? "has expired, at" : "expires at",
          current.until());
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
