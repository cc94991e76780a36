package campus.server.tls;

import io.netty.channel.Channel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.util.List;

/** Accepts connections for gRPC, whose own handlers leave clients without TLS without an answer. */
final class TlsServerChannel extends NioServerSocketChannel {

  @Override
  protected int doReadMessages(List<Object> accepted) throws Exception {
    int before = accepted.size();
    int count = super.doReadMessages(accepted);
    for (var connection : accepted.subList(before, accepted.size())) {
      ((Channel) connection).pipeline().addFirst(new PlaintextRefusal());
    }
    return count;
  }
}
