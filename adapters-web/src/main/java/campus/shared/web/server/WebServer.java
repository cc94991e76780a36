package campus.shared.web.server;

import campus.shared.grpc.edge.InProcessEdge;
import campus.shared.web.call.Outcome;
import campus.shared.web.http.BodyMemory;
import campus.shared.web.http.Exchange;
import campus.shared.web.http.HttpFailure;
import campus.shared.web.http.RequestBody;
import campus.shared.web.json.JsonAnswers;
import io.netty.handler.ssl.SslContext;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The port for browsers and scripts: HTTP/JSON, gRPC-Web and Connect, over HTTP/1.1 and HTTP/2. All
 * calls go through the edge of gRPC.
 */
public final class WebServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);

  // As on the port of gRPC.
  private static final int MAX_CALLS_PER_CONNECTION = 1000;
  private static final int MAX_RESETS = 400;
  private static final int RESETS_SECONDS = 10;
  private static final int HANDSHAKE_SECONDS = 10;

  private static final int MAX_HEADER_BYTES = 16 * 1024;
  // BatchGet takes many names in its path.
  private static final int MAX_PATH_BYTES = 16 * 1024;
  // Longer than any statement may run.
  private static final int IDLE_SECONDS = 75;
  // An eighth of the heap: parsed, a body takes several times as much for a moment.
  private static final long MAX_BODIES_BYTES = 64 * 1024 * 1024;
  private static final Duration BODY_TIME = Duration.ofSeconds(30);

  private final Vertx vertx;
  private final List<HttpServer> servers = new ArrayList<>();
  private final List<CompletableFuture<?>> drained = new ArrayList<>();
  private final ExecutorService calls =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("web-", 0).factory());
  private final BodyMemory bodies = new BodyMemory(MAX_BODIES_BYTES);
  private final Targets targets;
  private final Origins origins;
  private final @Nullable SslContext tls;

  /**
   * Makes a server that does not listen yet.
   *
   * @param origins the web pages that may call
   * @param tls null for none
   * @param version of Campus
   * @param grpcPort where gRPC is served
   */
  public WebServer(
      InProcessEdge edge, Origins origins, @Nullable SslContext tls, String version, int grpcPort) {
    this.targets = new Targets(edge, calls, version, grpcPort);
    this.origins = origins;
    this.tls = tls;
    this.vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(Math.max(1, Runtime.getRuntime().availableProcessors() / 2))
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setFileCachingEnabled(false)
                        .setClassPathResolvingEnabled(false)));
  }

  /**
   * Starts to listen.
   *
   * @return this
   * @throws IOException if an address is unavailable
   */
  public WebServer listen(List<InetSocketAddress> addresses) throws IOException {
    try {
      for (var address : addresses) {
        servers.add(listen(address));
      }
      return this;
    } catch (CompletionException e) {
      throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
    }
  }

  private HttpServer listen(InetSocketAddress address) {
    var options =
        new HttpServerOptions()
            .setMaxInitialLineLength(MAX_PATH_BYTES)
            .setMaxHeaderSize(MAX_HEADER_BYTES)
            .setIdleTimeout(IDLE_SECONDS)
            .setHttp2RstFloodMaxRstFramePerWindow(MAX_RESETS)
            .setHttp2RstFloodWindowDuration(RESETS_SECONDS)
            .setInitialSettings(
                new Http2Settings()
                    .setMaxConcurrentStreams(MAX_CALLS_PER_CONNECTION)
                    .setMaxHeaderListSize(MAX_HEADER_BYTES));
    if (tls != null) {
      options
          .setSsl(true)
          .setUseAlpn(true)
          .setSslHandshakeTimeout(HANDSHAKE_SECONDS)
          .setKeyCertOptions(GivenTls.noKey())
          .setSslEngineOptions(new GivenTls(tls));
    }
    return vertx
        .createHttpServer(options)
        .requestHandler(this::accept)
        .invalidRequestHandler(WebServer::refuseInvalid)
        .listen(address.getPort(), address.getAddress().getHostAddress())
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }

  private static void refuseInvalid(HttpServerRequest request) {
    var cause = request.decoderResult().cause();
    boolean tooLong = cause != null && String.valueOf(cause.getMessage()).contains("larger than");
    var failure =
        tooLong
            ? new HttpFailure(
                431, "the path or the headers have more than " + MAX_HEADER_BYTES + " bytes")
            : new HttpFailure(400, "this is no valid HTTP request");
    request
        .response()
        .setStatusCode(failure.status())
        .putHeader("content-type", JsonAnswers.JSON)
        .putHeader("connection", "close")
        .end(JsonAnswers.body(failure.status(), Outcome.of(failure)).toString());
  }

  /** Takes a request, on a network thread. */
  private void accept(HttpServerRequest request) {
    var context = vertx.getOrCreateContext();
    var body = new RequestBody(request, context, bodies);
    var exchange = new Exchange(request, body, context);
    var origin = request.getHeader("origin");
    request.response().putHeader("x-content-type-options", "nosniff");
    if (origin != null) {
      request.response().putHeader("vary", "origin");
      origins.headers(origin).forEach(request.response()::putHeader);
      if (isPreflight(request)) {
        answerPreflight(exchange, origin);
        return;
      }
    }
    Target target;
    try {
      target = targets.find(exchange.method(), exchange.path(), request.getHeader("content-type"));
    } catch (HttpFailure e) {
      readThen(
          request,
          body,
          exchange,
          _ -> {
            throw e;
          });
      return;
    }
    if (target.readsStream()) {
      body.readAsAsked();
      calls.execute(() -> handle(exchange, target));
    } else {
      readThen(request, body, exchange, target);
    }
  }

  private static boolean isPreflight(HttpServerRequest request) {
    return request.method().equals(HttpMethod.OPTIONS)
        && request.getHeader("access-control-request-method") != null;
  }

  private void answerPreflight(Exchange exchange, String origin) {
    if (origins.allows(origin)) {
      exchange.answer(204, origins.preflight(origin), new byte[0]);
    } else {
      calls.execute(() ->
          JsonAnswers.refuse(
              exchange,
              new HttpFailure(
                  403,
                  "pages of "
                      + origin
                      + " may not call: the operator allows them by CAMPUS_WEB_ORIGINS")));
    }
  }

  private void readThen(
      HttpServerRequest request, RequestBody body, Exchange exchange, Target target) {
    long timer =
        vertx.setTimer(
            BODY_TIME.toMillis(),
            _ ->
                refuseAndClose(
                    request,
                    exchange,
                    target,
                    new HttpFailure(
                        408,
                        "the body did not arrive within " + BODY_TIME.toSeconds() + " seconds")));
    body.readWhole(
        () -> {
          vertx.cancelTimer(timer);
          calls.execute(() -> handle(exchange, target));
        },
        failure -> {
          vertx.cancelTimer(timer);
          refuseAndClose(request, exchange, target, failure);
        });
    request.exceptionHandler(_ -> {
      vertx.cancelTimer(timer);
      body.release();
    });
  }

  /** The rest of the body is not read: so the connection cannot be used again. */
  private void refuseAndClose(
      HttpServerRequest request, Exchange exchange, Target target, HttpFailure failure) {
    // HTTP/2 knows no such header, and clients refuse an answer that has it (RFC 9113, 8.2.2).
    boolean shared = request.version().equals(HttpVersion.HTTP_2);
    if (!shared) {
      request.response().putHeader("connection", "close");
    }
    request
        .response()
        .endHandler(_ -> {
          if (shared) {
            request.response().reset();
          } else {
            request.connection().close();
          }
        });
    exchange.body().stop();
    calls.execute(() -> target.refuse(exchange, failure));
  }

  private static void handle(Exchange exchange, Target target) {
    try {
      target.handle(exchange);
    } catch (HttpFailure e) {
      target.refuse(exchange, e);
    } catch (Exchange.SlowClient e) {
      LOG.debug("A client was too slow", e);
      exchange.abort();
    } catch (Throwable e) {
      LOG.error("A request over HTTP failed: {} {}", exchange.method(), exchange.path(), e);
      target.refuse(exchange, new HttpFailure(500, "internal error"));
    } finally {
      exchange.body().release();
    }
  }

  /**
   * Takes no more requests, and lets those in progress finish, at most for the grace period.
   * Returns at once; {@link #close} waits.
   */
  public void drain(Duration grace) {
    servers.forEach(server ->
        drained.add(
            server
                .shutdown(grace.toMillis(), TimeUnit.MILLISECONDS)
                .toCompletionStage()
                .toCompletableFuture()));
  }

  @Override
  public void close() {
    drained.forEach(WebServer::join);
    join(vertx.close().toCompletionStage().toCompletableFuture());
    calls.shutdownNow();
  }

  private static void join(CompletableFuture<?> done) {
    try {
      done.join();
    } catch (CompletionException e) {
      LOG.warn("The web port did not close properly", e);
    }
  }
}
