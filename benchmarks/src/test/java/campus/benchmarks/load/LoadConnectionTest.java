package campus.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against answers as bytes, since servers differ in what they put before a status. */
class LoadConnectionTest {

  private static final int HEADERS = 1;
  private static final int DATA = 0;
  private static final int END_STREAM = 1;
  private static final int PREFACE_LENGTH = 24;

  @ParameterizedTest(name = "{3}")
  @CsvSource({
    "4, 88, 0, status alone",
    "4, 2088, 0, new size of the table",
    "36, 000000000f88, 0, priority",
    "36, 000000000f2088, 0, priority and new size",
    "44, 01000000000f8800, 0, padding and priority",
    "4, 8d, -1, not found",
    "36, 000000000f8e, -1, priority and server error",
  })
  void findsTheStatusOfJsonAnswers(int flags, String block, int status, String told)
      throws Exception {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var answered = executor.submit(() -> answer(server, flags, HexFormat.of().parseHex(block)));
      assertThat(statuses(server.getLocalPort())).as(told).containsExactly(status);
      answered.get();
    }
  }

  private static List<Integer> statuses(int port) throws IOException {
    var statuses = new ArrayList<Integer>();
    try (var connection = new LoadConnection(port, Way.JSON)) {
      connection.send(Call.get("/v1/posts"));
      connection.flush();
      while (statuses.isEmpty()) {
        connection.read((_, status, _) -> statuses.add(status));
      }
    }
    return statuses;
  }

  private static long answer(ServerSocket server, int flags, byte[] block) throws IOException {
    try (var socket = server.accept()) {
      var in = new DataInputStream(socket.getInputStream());
      in.skipNBytes(PREFACE_LENGTH);
      int type;
      do {
        int length = in.readUnsignedShort() << 8 | in.readUnsignedByte();
        type = in.readUnsignedByte();
        in.skipNBytes(1 + 4 + length);
      } while (type != HEADERS);
      var out = new DataOutputStream(socket.getOutputStream());
      frame(out, HEADERS, flags, block);
      frame(out, DATA, END_STREAM, new byte[] {'{', '}'});
      // Until the client has read all: closing earlier with unread input may discard the answer.
      return in.transferTo(OutputStream.nullOutputStream());
    }
  }

  private static void frame(DataOutputStream out, int type, int flags, byte[] body)
      throws IOException {
    out.writeByte(0);
    out.writeShort(body.length);
    out.writeByte(type);
    out.writeByte(flags);
    out.writeInt(1);
    out.write(body);
  }
}
