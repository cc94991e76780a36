package campus.shared.web.http;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The body of a request, as it arrives. */
public final class RequestBody {

  /** As much as one message over gRPC. */
  public static final int MAX_BYTES = 1024 * 1024;

  private static final byte[] NOTHING = {};

  /** A part of the body, or how it ended. */
  private record Part(Buffer bytes, @Nullable End end) {}

  private enum End {
    COMPLETE,
    BROKEN
  }

  private final HttpServerRequest request;
  private final Context context;
  private final BodyMemory memory;
  private final AtomicInteger taken = new AtomicInteger();
  private final BlockingQueue<Part> parts = new LinkedBlockingQueue<>();
  private @Nullable Buffer whole;
  private boolean ended;

  /** Made on the network thread, before the body arrives. */
  public RequestBody(HttpServerRequest request, Context context, BodyMemory memory) {
    this.request = request;
    this.context = context;
    this.memory = memory;
  }

  /**
   * Reads it whole, on the network thread. {@link #release} has to follow.
   *
   * @param then runs there once it is complete
   * @param refused runs there, instead, if it has more than {@link #MAX_BYTES}, or the bodies of
   *     all requests have too many; {@link #stop} has to follow
   */
  public void readWhole(Runnable then, Consumer<HttpFailure> refused) {
    var read = Buffer.buffer();
    whole = read;
    request.handler(part -> {
      var failure = add(part, read);
      if (failure != null) {
        refused.accept(failure);
      }
    });
    request.endHandler(_ -> then.run());
  }

  private @Nullable HttpFailure add(Buffer part, Buffer read) {
    if (read.length() + part.length() > MAX_BYTES) {
      return tooLarge();
    }
    if (!memory.take(part.length())) {
      return HttpFailure.overloaded("too many requests are arriving");
    }
    taken.addAndGet(part.length());
    read.appendBuffer(part);
    return null;
  }

  /** Reads no more of it. Called on the network thread. */
  public void stop() {
    request.handler(null);
    request.endHandler(null);
    release();
  }

  /** Says that the body is no longer needed. Can be called more than once. */
  public void release() {
    memory.giveBack(taken.getAndSet(0));
  }

  /** Reads it part by part, as {@link #stream} is read. Called on the network thread. */
  public void readAsAsked() {
    request.pause();
    request.handler(part -> parts.add(new Part(part, null)));
    request.endHandler(_ -> parts.add(new Part(Buffer.buffer(), End.COMPLETE)));
    request.exceptionHandler(_ -> parts.add(new Part(Buffer.buffer(), End.BROKEN)));
  }

  /**
   * The whole body, decompressed.
   *
   * @throws HttpFailure if it is in an unknown encoding, damaged, or too large
   */
  public byte[] bytes() {
    if (whole == null) {
      throw new IllegalStateException("the body is a stream");
    }
    return decompressed(request.getHeader("content-encoding"), whole.getBytes());
  }

  /**
   * Decompresses.
   *
   * @param encoding null, {@code identity} or {@code gzip}
   * @throws HttpFailure as for {@link #bytes}
   */
  public static byte[] decompressed(@Nullable String encoding, byte[] bytes) {
    var known = encoding == null ? "identity" : encoding.strip().toLowerCase(Locale.ROOT);
    return switch (known) {
      case "identity", "" -> bytes;
      case "gzip", "x-gzip" -> {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
          var read = in.readNBytes(MAX_BYTES + 1);
          if (read.length > MAX_BYTES) {
            throw tooLarge();
          }
          yield read;
        } catch (IOException e) {
          throw new HttpFailure(400, "the body is no valid gzip");
        }
      }
      default -> throw new HttpFailure(415, "content-encoding: only gzip and identity are known");
    };
  }

  private static HttpFailure tooLarge() {
    return new HttpFailure(413, "the body has more than " + MAX_BYTES + " bytes");
  }

  /** The body part by part; reading waits for the client. */
  public InputStream stream() {
    return new Parts();
  }

  private byte @Nullable [] next() throws IOException {
    if (ended) {
      return null;
    }
    context.runOnContext(_ -> request.fetch(1));
    try {
      var part = parts.take();
      if (part.end() == End.BROKEN) {
        throw new IOException("the client is gone");
      }
      ended = part.end() == End.COMPLETE;
      return ended ? null : part.bytes().getBytes();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private final class Parts extends InputStream {

    private byte[] part = NOTHING;
    private int at;

    @Override
    public int read() throws IOException {
      return fill() ? part[at++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (!fill()) {
        return -1;
      }
      int count = Math.min(length, part.length - at);
      System.arraycopy(part, at, target, offset, count);
      at += count;
      return count;
    }

    private boolean fill() throws IOException {
      while (at == part.length) {
        var more = next();
        if (more == null) {
          return false;
        }
        part = more;
        at = 0;
      }
      return true;
    }
  }
}
