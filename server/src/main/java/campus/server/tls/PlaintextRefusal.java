package campus.server.tls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Tells clients that begin without TLS what is wrong, in their own protocol. */
final class PlaintextRefusal extends ChannelInboundHandlerAdapter {

  private static final String WHY = "this port is served with TLS only";

  private static final int LINGER_SECONDS = 2;

  private static final int SETTINGS = 4;
  private static final int GO_AWAY = 7;
  private static final int INADEQUATE_SECURITY = 0xc;

  // Streams after the last are tried again by clients, over new connections.
  private static final int LAST_STREAM = Integer.MAX_VALUE;

  private boolean refused;

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (refused) {
      ReferenceCountUtil.release(message);
    } else if (message instanceof ByteBuf bytes && isHttp(bytes)) {
      refused = true;
      boolean http2 = bytes.readableBytes() > 1 && bytes.getByte(bytes.readerIndex() + 1) == 'R';
      ReferenceCountUtil.release(message);
      refuse(context, http2 ? http2() : http1());
    } else {
      context.fireChannelRead(message);
      context.pipeline().remove(this);
    }
  }

  /**
   * Leaves the closing to the client for some time: closing what it still sends to would reset the
   * connection, and the client might not see why.
   */
  private static void refuse(ChannelHandlerContext context, ByteBuf why) {
    context
        .writeAndFlush(why)
        .addListener(_ -> {
          if (context.channel() instanceof DuplexChannel duplex) {
            var _ = duplex.shutdownOutput();
          }
        });
    var _ =
        context
            .executor()
            .schedule(
                () -> {
                  var _ = context.close();
                },
                LINGER_SECONDS,
                TimeUnit.SECONDS);
  }

  /** A method of HTTP/1, or the preface of HTTP/2; no message of TLS begins with a letter. */
  private static boolean isHttp(ByteBuf bytes) {
    return bytes.isReadable() && Character.isUpperCase(bytes.getByte(bytes.readerIndex()));
  }

  private static ByteBuf http1() {
    return text(
        """
        HTTP/1.1 400 Bad Request\r
        content-type: text/plain\r
        content-length: %d\r
        connection: close\r
        \r
        %s: use https
        """
            .formatted(WHY.length() + ": use https\n".length(), WHY));
  }

  private static ByteBuf http2() {
    var why = text(WHY);
    var frames = Unpooled.buffer();
    frame(frames, SETTINGS, 0);
    frame(frames, GO_AWAY, 2 * Integer.BYTES + why.readableBytes());
    return frames.writeInt(LAST_STREAM).writeInt(INADEQUATE_SECURITY).writeBytes(why);
  }

  private static void frame(ByteBuf to, int type, int length) {
    to.writeMedium(length).writeByte(type).writeByte(0).writeInt(0);
  }

  private static ByteBuf text(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
  }
}
