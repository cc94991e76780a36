package campus.server.tls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.ApplicationProtocolNegotiator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSessionContext;

/** Each new connection uses what is current when it is made. */
final class TlsContext extends SslContext {

  private final Supplier<SslContext> current;

  TlsContext(Supplier<SslContext> current) {
    this.current = current;
  }

  @Override
  public boolean isClient() {
    return false;
  }

  @Override
  public List<String> cipherSuites() {
    return current.get().cipherSuites();
  }

  @Override
  @SuppressWarnings("deprecation") // of the type, which the method to override returns
  public ApplicationProtocolNegotiator applicationProtocolNegotiator() {
    return current.get().applicationProtocolNegotiator();
  }

  @Override
  public SSLEngine newEngine(ByteBufAllocator allocator) {
    return current.get().newEngine(allocator);
  }

  @Override
  public SSLEngine newEngine(ByteBufAllocator allocator, String host, int port) {
    return current.get().newEngine(allocator, host, port);
  }

  @Override
  protected SslHandler newHandler(ByteBufAllocator allocator, boolean startTls, Executor executor) {
    return new Handler(newEngine(allocator), startTls, executor);
  }

  @Override
  protected SslHandler newHandler(
      ByteBufAllocator allocator, String host, int port, boolean startTls, Executor executor) {
    return new Handler(newEngine(allocator, host, port), startTls, executor);
  }

  private static final class Handler extends SslHandler {

    Handler(SSLEngine engine, boolean startTls, Executor executor) {
      super(engine, startTls, executor);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) throws Exception {
      super.handlerAdded(context);
      context.pipeline().addBefore(context.name(), null, new PlaintextRefusal());
    }
  }

  @Override
  public SSLSessionContext sessionContext() {
    return current.get().sessionContext();
  }
}
