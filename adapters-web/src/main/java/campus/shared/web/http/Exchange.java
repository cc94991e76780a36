package campus.shared.web.http;

import campus.shared.grpc.edge.Peer;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A request and its answer, for the one virtual thread that handles it. Its methods may wait for
 * the network; once the client is gone, they return at once and send nothing.
 */
public final class Exchange {

  /** How many bytes may wait to be sent. */
  private static final int MAX_UNSENT = 256 * 1024;

  /** How long a client may read nothing. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final RequestBody body;
  private final Context context;
  private final Peer peer;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition sent = lock.newCondition();
  private Buffer waiting = Buffer.buffer();
  private int unsent;
  private boolean flushing;
  private boolean gone;
  private Runnable whenGone = () -> {};

  /**
   * Made on the network thread.
   *
   * @param context of that thread
   */
  public Exchange(HttpServerRequest request, RequestBody body, Context context) {
    this.request = request;
    this.response = request.response();
    this.body = body;
    this.context = context;
    var address = request.connection().remoteAddress();
    this.peer =
        new Peer(
            address.isInetSocket()
                ? new InetSocketAddress(
                    address.hostAddress() == null ? address.host() : address.hostAddress(),
                    address.port())
                : null,
            request.sslSession(),
            Objects.requireNonNullElse(request.getHeader("user-agent"), ""));
    response.exceptionHandler(_ -> end());
    response.closeHandler(_ -> end());
  }

  public String method() {
    return request.method().name();
  }

  /** Still percent-encoded; empty for requests that are not about a path. */
  public String path() {
    return Objects.requireNonNullElse(request.path(), "");
  }

  /**
   * The parameters of the query, decoded; those without a value have an empty one.
   *
   * @throws HttpFailure if they cannot be decoded
   */
  public List<Map.Entry<String, String>> query() {
    var query = request.query();
    if (query == null) {
      return List.of();
    }
    var parameters = new ArrayList<Map.Entry<String, String>>();
    for (var part : query.split("&", -1)) {
      if (!part.isEmpty()) {
        int equals = part.indexOf('=');
        parameters.add(
            Map.entry(
                decoded(equals < 0 ? part : part.substring(0, equals)),
                equals < 0 ? "" : decoded(part.substring(equals + 1))));
      }
    }
    return parameters;
  }

  private static String decoded(String text) {
    return Utf8.percentDecoded(text, "the query");
  }

  public @Nullable String header(String name) {
    return request.getHeader(name);
  }

  /** The media type of the body without parameters, in lower case; empty without one. */
  public String contentType() {
    var type = header("content-type");
    return type == null ? "" : MediaTypes.bare(type);
  }

  /** All headers, with lower-case names. */
  public List<Map.Entry<String, String>> headers() {
    return request.headers().entries().stream()
        .map(header -> Map.entry(header.getKey().toLowerCase(Locale.ROOT), header.getValue()))
        .toList();
  }

  public Peer peer() {
    return peer;
  }

  public RequestBody body() {
    return body;
  }

  /** Runs something once the client is gone; at once if it is. */
  public void onGone(Runnable action) {
    boolean now;
    lock.lock();
    try {
      now = gone;
      whenGone = action;
    } finally {
      lock.unlock();
    }
    if (now) {
      action.run();
    }
  }

  private void end() {
    Runnable action;
    lock.lock();
    try {
      if (gone) {
        return;
      }
      gone = true;
      action = whenGone;
      sent.signalAll();
    } finally {
      lock.unlock();
    }
    action.run();
  }

  /** Answers at once. */
  public void answer(int status, Map<String, String> headers, byte[] content) {
    context.runOnContext(_ -> {
      if (!response.closed() && !response.ended()) {
        response.setStatusCode(status);
        headers.forEach(response::putHeader);
        if (status != 204) {
          response.putHeader("content-length", Integer.toString(content.length));
        }
        if (method().equals("HEAD") || content.length == 0) {
          response.end();
        } else {
          response.end(Buffer.buffer(content));
        }
      }
    });
  }

  /** Begins an answer of unknown length. */
  public void begin(int status, Map<String, String> headers) {
    context.runOnContext(_ -> {
      response.setStatusCode(status).setChunked(true);
      headers.forEach(response::putHeader);
    });
  }

  /**
   * Sends a part of an answer. Waits while the client reads slower than this is called.
   *
   * @throws SlowClient if it reads nothing for 30 seconds
   */
  public void write(byte[] part) {
    lock.lock();
    try {
      if (gone) {
        return;
      }
      waiting.appendBytes(part);
      unsent += part.length;
      if (!flushing) {
        flushing = true;
        context.runOnContext(_ -> flush());
      }
      long left = PATIENCE.toNanos();
      while (unsent > MAX_UNSENT && !gone) {
        left = sent.awaitNanos(left);
        if (left <= 0) {
          throw new SlowClient();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  /** Sends all that waits, as one: a call of the system for each part would cost more. */
  private void flush() {
    Buffer parts;
    lock.lock();
    try {
      flushing = false;
      parts = waiting;
      waiting = Buffer.buffer();
    } finally {
      lock.unlock();
    }
    if (parts.length() > 0 && !response.closed() && !response.ended()) {
      response.write(parts).onComplete(_ -> wasSent(parts.length()));
    }
  }

  private void wasSent(int bytes) {
    lock.lock();
    try {
      unsent -= bytes;
      sent.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Ends an answer that was begun. */
  public void finish() {
    context.runOnContext(_ -> {
      flush();
      if (!response.closed() && !response.ended()) {
        response.end();
      }
    });
  }

  /** Breaks off an answer that was begun, so that the client sees that it is incomplete. */
  public void abort() {
    context.runOnContext(_ -> response.reset());
  }

  /** Whether an answer of unknown length was cut short, since the client read too slowly. */
  public static final class SlowClient extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SlowClient() {
      super(
          "the client read nothing for "
              + TimeUnit.NANOSECONDS.toSeconds(PATIENCE.toNanos())
              + " s");
    }
  }
}
