package campus.benchmarks.load;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * One HTTP/2 connection for calls. It uses little CPU, which it would take from the measured server
 * on the same machine. Of answers, it only looks at the status. One thread may read while another
 * sends.
 */
public final class LoadConnection implements AutoCloseable {

  /** Receives the end of each call. */
  @FunctionalInterface
  public interface Listener {

    /**
     * A call has ended.
     *
     * @param call its number among those sent, from 0 on
     * @param status gRPC's; -1 without one
     * @param message the server's error message
     */
    void ended(int call, int status, String message);
  }

  private static final byte[] PREFACE =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RST_STREAM = 3;
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  private static final int GOAWAY = 7;
  private static final int WINDOW_UPDATE = 8;

  private static final int END_STREAM = 1;
  private static final int ACK = 1;
  private static final int END_HEADERS = 4;
  private static final int PADDED = 8;
  private static final int PRIORITY = 0x20;

  private static final int PRIORITY_LENGTH = 5;

  private static final int FRAME_HEADER = 9;
  private static final int PATIENCE_MILLIS = 35_000;
  private static final int MAX_WINDOW = Integer.MAX_VALUE;
  private static final int INITIAL_WINDOW = 65_535;

  /** The first dynamic index of HPACK. */
  private static final int FIRST_DYNAMIC = 62;

  private static final byte[] GRPC_STATUS = "grpc-status".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] GRPC_MESSAGE = "grpc-message".getBytes(StandardCharsets.US_ASCII);

  private static final byte[] STATUS_OK = "grpc-status: 0\r\n".getBytes(StandardCharsets.US_ASCII);

  private final Way way;

  /** The calls whose answers have begun well, where that is told before their end. */
  private final BitSet succeeded = new BitSet();

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final String authority;
  private final byte[] input = new byte[1 << 17];
  private final ByteBuffer numbers = ByteBuffer.wrap(input);
  private int position;
  private int limit;
  private long unacknowledged;

  private final ByteArrayOutputStream pending = new ByteArrayOutputStream(1 << 16);
  private final ByteArrayOutputStream block = new ByteArrayOutputStream(512);
  private final Map<String, Integer> indexed = new HashMap<>();
  private int nextStream = 1;

  /**
   * Connects to this machine. Waiting for an answer fails after 35 seconds.
   *
   * @param way that of all calls
   */
  public LoadConnection(int port, Way way) throws IOException {
    this.way = way;
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    in = socket.getInputStream();
    out = socket.getOutputStream();
    authority = "localhost:" + port;
    pending.writeBytes(PREFACE);
    // No table for the server's headers, which would need state here; no push; any window.
    frame(18, SETTINGS, 0, 0);
    setting(1, 0);
    setting(2, 0);
    setting(4, MAX_WINDOW);
    windowUpdate(MAX_WINDOW - INITIAL_WINDOW);
    flush();
  }

  /** Queues a call; {@link #flush} sends it. */
  public synchronized void send(Call call) {
    int stream = nextStream;
    nextStream += 2;
    boolean json = call.way() == Way.JSON;
    block.reset();
    block.write(json ? 0x82 : 0x83); // :method GET, POST
    block.write(0x86); // :scheme http
    if (json) {
      // Not in the table, since it differs for each call.
      block.write(4); // :path
      text(call.path());
    } else {
      indexed(":path", 4, call.path());
    }
    indexed(":authority", 1, authority);
    if (call.way() == Way.GRPC) {
      indexed("content-type", 31, "application/grpc");
      indexed("te", 0, "trailers");
    } else if (!json) {
      indexed("content-type", 31, "application/grpc-web+proto");
    }
    if (call.token() != null) {
      // Not in the table, since it differs for each caller.
      block.write(0x0f);
      block.write(23 - 15);
      text("Bearer " + call.token());
    }
    frame(block.size(), HEADERS, json ? END_HEADERS | END_STREAM : END_HEADERS, stream);
    pending.writeBytes(block.toByteArray());
    if (json) {
      return;
    }
    frame(call.body().length, DATA, END_STREAM, stream);
    pending.writeBytes(call.body());
  }

  public synchronized void flush() throws IOException {
    if (pending.size() > 0) {
      pending.writeTo(out);
      pending.reset();
    }
  }

  /** Waits for input, and reports the calls that it ends. */
  public void read(Listener listener) throws IOException {
    if (position > 0) {
      System.arraycopy(input, position, input, 0, limit - position);
      limit -= position;
      position = 0;
    }
    int count = in.read(input, limit, input.length - limit);
    if (count < 0) {
      throw new EOFException("The server closed the connection");
    }
    limit += count;
    while (limit - position >= FRAME_HEADER) {
      int length = numbers.getInt(position) >>> 8;
      if (limit - position < FRAME_HEADER + length) {
        return;
      }
      int stream = numbers.getInt(position + 5) & 0x7fffffff;
      handle(input[position + 3], input[position + 4], stream, length, listener);
      position += FRAME_HEADER + length;
    }
  }

  private void handle(int type, int flags, int stream, int length, Listener listener)
      throws IOException {
    int from = position + FRAME_HEADER;
    switch (type) {
      case DATA -> {
        if (way != Way.GRPC) {
          data(stream, from, length, (flags & END_STREAM) != 0, listener);
        }
        consumed(length);
      }
      case HEADERS -> {
        if (way == Way.JSON && isOk(flags, from)) {
          succeeded.set(stream / 2);
        }
        if ((flags & END_STREAM) != 0) {
          ended(stream, from, length, listener);
        }
      }
      case RST_STREAM -> listener.ended(stream / 2, -1, "reset, code " + numbers.getInt(from));
      case SETTINGS, PING -> {
        if ((flags & ACK) == 0) {
          acknowledge(type, from, type == PING ? length : 0);
        }
      }
      case GOAWAY ->
          throw new EOFException("The server goes away, code " + numbers.getInt(from + 4));
      default -> {
        // Windows are always large enough here.
      }
    }
  }

  /** A part of an answer that has its status elsewhere than in trailers. */
  private void data(int stream, int from, int length, boolean last, Listener listener) {
    if (way == Way.GRPC_WEB && contains(STATUS_OK, from, length)) {
      succeeded.set(stream / 2);
    }
    if (last) {
      boolean ok = succeeded.get(stream / 2);
      succeeded.clear(stream / 2);
      var text = new String(input, from, Math.min(length, 300), StandardCharsets.UTF_8);
      listener.ended(stream / 2, ok ? 0 : -1, ok ? "" : text);
    }
  }

  /**
   * Whether headers begin with {@code :status 200}, behind what RFC 9113, section 6.2, and a new
   * size of the table may put before it.
   */
  private boolean isOk(int flags, int from) {
    int at = from;
    at += (flags & PADDED) != 0 ? 1 : 0;
    at += (flags & PRIORITY) != 0 ? PRIORITY_LENGTH : 0;
    at += (input[at] & 0xe0) == 0x20 ? 1 : 0;
    return (input[at] & 0xff) == 0x88;
  }

  private boolean contains(byte[] wanted, int from, int length) {
    for (int at = from + length - wanted.length; at >= from; at--) {
      if (Arrays.equals(input, at, at + wanted.length, wanted, 0, wanted.length)) {
        return true;
      }
    }
    return false;
  }

  private void ended(int stream, int from, int length, Listener listener) {
    var status = header(GRPC_STATUS, from, length);
    listener.ended(
        stream / 2,
        status.isEmpty() ? -1 : Integer.parseInt(status),
        "0".equals(status) ? "" : header(GRPC_MESSAGE, from, length));
  }

  /** The value of a literal header; short ones are never compressed by Netty. */
  private String header(byte[] name, int from, int length) {
    for (int start = from + 1; start + name.length + 1 < from + length; start++) {
      if (input[start - 1] == name.length
          && Arrays.equals(input, start, start + name.length, name, 0, name.length)) {
        int at = start + name.length;
        int size = input[at] & 0x7f;
        boolean plain = input[at] >= 0 && size < 0x7f;
        return plain ? new String(input, at + 1, size, StandardCharsets.UTF_8) : "";
      }
    }
    return "";
  }

  private void consumed(int length) throws IOException {
    unacknowledged += length;
    if (unacknowledged > MAX_WINDOW / 4) {
      synchronized (this) {
        windowUpdate((int) unacknowledged);
        flush();
      }
      unacknowledged = 0;
    }
  }

  private synchronized void acknowledge(int type, int from, int length) throws IOException {
    frame(length, type, ACK, 0);
    pending.write(input, from, length);
    flush();
  }

  private void windowUpdate(int increment) {
    frame(4, WINDOW_UPDATE, 0, 0);
    int32(increment);
  }

  private void setting(int id, int value) {
    pending.write(0);
    pending.write(id);
    int32(value);
  }

  private void frame(int length, int type, int flags, int stream) {
    pending.write(length >>> 16);
    pending.write(length >>> 8);
    pending.write(length);
    pending.write(type);
    pending.write(flags);
    int32(stream);
  }

  /** Adds a header to the dynamic table the first time, then refers to its index. */
  private void indexed(String name, int nameIndex, String value) {
    var entry = indexed.get(name + value);
    if (entry != null) {
      block.write(0x80 | (FIRST_DYNAMIC + indexed.size() - 1 - entry));
      return;
    }
    block.write(0x40 | nameIndex);
    if (nameIndex == 0) {
      text(name);
    }
    text(value);
    indexed.put(name + value, indexed.size());
  }

  private void text(String value) {
    var bytes = value.getBytes(StandardCharsets.US_ASCII);
    if (bytes.length < 0x7f) {
      block.write(bytes.length);
    } else {
      block.write(0x7f);
      int rest = bytes.length - 0x7f;
      while (rest >= 0x80) {
        block.write((rest & 0x7f) | 0x80);
        rest >>>= 7;
      }
      block.write(rest);
    }
    block.writeBytes(bytes);
  }

  private void int32(int value) {
    pending.write(value >>> 24);
    pending.write(value >>> 16);
    pending.write(value >>> 8);
    pending.write(value);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
