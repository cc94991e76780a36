package campus.server.runtime;

import campus.identity.application.Mailer;
import campus.server.composition.ExpiryJob;
import campus.server.composition.NoMailer;
import campus.server.composition.SmtpMailer;
import campus.server.database.Database;
import campus.server.database.ServerLock;
import campus.server.settings.Failure;
import campus.server.settings.Setting;
import campus.server.settings.Settings;
import campus.server.tls.Tls;
import campus.shared.grpc.edge.ClientCertificates;
import campus.shared.grpc.edge.Drain;
import campus.shared.grpc.edge.InProcessEdge;
import campus.shared.persistence.jdbc.DatabasePool;
import campus.shared.persistence.read.PageTokens;
import campus.shared.web.server.Origins;
import campus.shared.web.server.WebServer;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.context.ApplicationContext;
import io.micronaut.scheduling.TaskScheduler;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running server. It stops in reverse order: calls in progress get some seconds, then connections
 * close, then the embedded PostgreSQL stops.
 */
public final class CampusServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CampusServer.class);
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Settings settings;
  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private volatile Supplier<Health> health = () -> Health.OUT_OF_SERVICE;
  private @Nullable Running running;

  public CampusServer(Settings settings) {
    this.settings = settings;
  }

  /**
   * Opens the database, migrates its schema and listens.
   *
   * @throws Failure if something required is unavailable; {@link #close} still has to follow
   * @throws campus.shared.persistence.migration.SchemaException if the schema does not fit
   */
  public synchronized void start() {
    if (settings.database() == null) {
      // Checked before the port, since its error explains more.
      ServerLock.refuseSecond(settings.home());
    }
    var grpcAddress =
        opened(
            new ListenAddress(
                settings.grpcHost(),
                settings.grpcPort(),
                Setting.CAMPUS_GRPC_HOST,
                Setting.CAMPUS_GRPC_PORT));
    var webAddress = reserveWeb();
    var httpAddress =
        opened(
            new ListenAddress(
                settings.httpHost(),
                settings.httpPort(),
                Setting.CAMPUS_HTTP_HOST,
                Setting.CAMPUS_HTTP_PORT));
    new PublicAddresses(settings).check(grpcAddress, webAddress, httpAddress);
    var tls = settings.tls() == null ? null : opened(new Tls(settings.tls(), meters));
    if (settings.database() == null) {
      opened(ServerLock.take(settings.home()));
    }
    opened(
        httpAddress.listen(
            addresses -> new ManagementServer(addresses, () -> health.get(), meters::scrape)));
    // Slow, as are the beans, which need no connection yet.
    var opening = aside("database-opener", () -> OpenDatabase.open(settings, meters));
    opened(() -> opening.handle(OpenDatabase::close).join());
    measureProcess();
    var context =
        opened(
            CampusContext.start(
                new DatabasePool(() -> await(opening).pool()),
                settings.answers(),
                settings.trustedProxies(),
                tls == null ? ClientCertificates.NONE : tls.clients(),
                mailer(),
                settings.passwordResets(),
                Map.of(
                    "grpc.server.host",
                    grpcAddress.addresses().getFirst().getHostAddress(),
                    "grpc.server.port",
                    grpcAddress.port()),
                meters));
    // Made while the database opens, so that it only has to listen then.
    var makingWeb = webAddress == null ? null : makeWeb(context, tls, grpcAddress.port());
    var builder = context.getBean(ServerBuilder.class);
    var open = await(opening);
    context.getBean(PageTokens.class).loadKey();
    var web =
        webAddress == null || makingWeb == null
            ? null
            : webAddress.listen(await(makingWeb)::listen);
    var grpc =
        grpcAddress.listen(addresses -> {
          if (builder instanceof NettyServerBuilder netty) {
            // It has the first one from its configuration.
            addresses.stream().skip(1).forEach(netty::addListenAddress);
            if (tls != null) {
              tls.applyTo(netty);
            }
          }
          return builder.build().start();
        });
    opened(() -> Drain.drain(grpc, GRACE));
    if (web != null) {
      // Both ports have the grace period at the same time.
      opened(() -> web.drain(GRACE));
    }
    var services = context.getBean(HealthStatusManager.class);
    opened(services::enterTerminalState);
    var monitor =
        opened(
            new HealthMonitor(
                open.database(),
                found -> {
                  if (found == Health.UP) {
                    // Old connections may lead to a database that has become a standby.
                    open.pool().getHikariPoolMXBean().softEvictConnections();
                  }
                  report(services, grpc, found);
                }));
    context.getBean(ExpiryJob.class).schedule(context.getBean(TaskScheduler.class));
    report(services, grpc, Health.UP);
    health = monitor::health;
    running = new Running(grpcAddress, webAddress, httpAddress, open.database(), grpc);
  }

  private Mailer mailer() {
    var mail = settings.mail();
    return mail == null ? new NoMailer() : opened(new SmtpMailer(mail));
  }

  private @Nullable ListenAddress reserveWeb() {
    var web = settings.web();
    return web == null
        ? null
        : opened(
            new ListenAddress(
                web.host(), web.port(), Setting.CAMPUS_WEB_HOST, Setting.CAMPUS_WEB_PORT));
  }

  private CompletableFuture<WebServer> makeWeb(
      ApplicationContext context, @Nullable Tls tls, int grpcPort) {
    var origins = settings.web() == null ? Origins.NONE : settings.web().origins();
    var making =
        aside(
            "web-maker",
            () ->
                new WebServer(
                    context.getBean(InProcessEdge.class),
                    origins,
                    tls == null ? null : tls.web(),
                    version(),
                    grpcPort));
    opened(() -> making.thenAccept(WebServer::close).exceptionally(_ -> null).join());
    return making;
  }

  private static String version() {
    // Only the jar carries it.
    return Objects.requireNonNullElse(
        CampusServer.class.getPackage().getImplementationVersion(), "from class files");
  }

  private record Running(
      ListenAddress grpcAddress,
      @Nullable ListenAddress webAddress,
      ListenAddress httpAddress,
      Database database,
      Server grpc) {}

  /** Does something on a thread of its own. */
  private static <T> CompletableFuture<T> aside(String thread, Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, Thread.ofPlatform().name(thread)::start);
  }

  private static <T> T await(CompletableFuture<T> work) {
    try {
      return work.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private void measureProcess() {
    new JvmMemoryMetrics().bindTo(meters);
    new JvmThreadMetrics().bindTo(meters);
    new ProcessorMetrics().bindTo(meters);
    new UptimeMetrics().bindTo(meters);
    opened(new JvmGcMetrics()).bindTo(meters);
  }

  /** Whether gRPC and the web port are served with TLS. */
  public boolean hasTls() {
    return settings.tls() != null;
  }

  /** The port of gRPC. */
  public int grpcPort() {
    return running().grpcAddress.port();
  }

  /** The address of gRPC for this machine: {@code localhost:50051}. */
  public String grpcAddress() {
    return running().grpcAddress.shown();
  }

  /** The address of the port for browsers and scripts: {@code localhost:8081}; null without it. */
  public @Nullable String webAddress() {
    var address = running().webAddress;
    return address == null ? null : address.shown();
  }

  /** The port for browsers and scripts. */
  public int webPort() {
    return Objects.requireNonNull(running().webAddress).port();
  }

  /** The port of health over HTTP. */
  public int httpPort() {
    return running().httpAddress.port();
  }

  /** The address of health for this machine: {@code localhost:8080}. */
  public String httpAddress() {
    return running().httpAddress.shown();
  }

  /** Describes where the data are, for the operator. */
  public String dataDescription() {
    return running().database.description();
  }

  /** Waits until the server is closed. */
  public void awaitEnd() throws InterruptedException {
    running().grpc.awaitTermination();
  }

  @Override
  public synchronized void close() {
    health = () -> Health.OUT_OF_SERVICE;
    while (!parts.isEmpty()) {
      var part = parts.pop();
      try {
        part.close();
      } catch (Exception e) {
        // The other parts still have to stop.
        LOG.error("A part of the server failed to stop", e);
      }
    }
  }

  private <T extends AutoCloseable> T opened(T part) {
    parts.push(part);
    return part;
  }

  private Running running() {
    if (running == null) {
      throw new IllegalStateException("not started");
    }
    return running;
  }

  private static void report(HealthStatusManager services, Server server, Health health) {
    var status = health == Health.UP ? ServingStatus.SERVING : ServingStatus.NOT_SERVING;
    services.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, status);
    for (var service : server.getServices()) {
      services.setStatus(service.getServiceDescriptor().getName(), status);
    }
  }
}
