package campus.shared.grpc.edge;

import campus.shared.application.call.Authenticator;
import campus.shared.grpc.wire.ResourceTypes;
import io.grpc.BindableService;
import io.grpc.ServerBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * What stands between the network and the endpoints, in this order: the call gets its id, errors
 * become statuses, the caller is found out and let in, the request is checked, its owner is
 * checked.
 */
final class Edge {

  /** Enough for every request that a contract allows in practice; a larger batch is two batches. */
  static final int MAX_REQUEST_BYTES = 1024 * 1024;

  private static final int MAX_CALLS_PER_CONNECTION = 1000;
  private static final int MAX_RESETS = 400;
  private static final int RESETS_SECONDS = 10;

  // Reading and writing takes little; what takes long is to wake a thread for it. So few threads
  // do it, each for many calls at once. All servers of a process share them.
  private static final EventLoopGroup NETWORK =
      new MultiThreadIoEventLoopGroup(
          Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
          new DefaultThreadFactory("network", true),
          NioIoHandler.newFactory());

  // A virtual thread for each call: calls wait for the database most of their time, how many run at
  // once is limited by its pool, and a thread of a fixed pool that waits would keep others from
  // being refused, cancelled or answered from memory.
  private final Executor executor =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("call-", 0).factory());

  private final List<BindableService> services;
  private final ResourceTypes types;
  private final AccessRules access;
  private final RequestRules requests;
  private final Authenticator authenticator;
  private final MeterRegistry meters;
  private final TrustedProxies proxies;

  /**
   * @param services what to serve; their contracts say what to let through
   */
  Edge(
      List<BindableService> services,
      Authenticator authenticator,
      MeterRegistry meters,
      TrustedProxies proxies) {
    this.services = List.copyOf(services);
    var contracts = Contracts.of(services);
    this.types = new ResourceTypes(contracts.messages());
    this.access = new AccessRules(contracts.services(), types);
    this.requests = new RequestRules(contracts.messages(), types);
    this.authenticator = authenticator;
    this.meters = meters;
    this.proxies = proxies;
  }

  /** Puts the services behind the edge into a server, and sets the server's limits. */
  void applyTo(ServerBuilder<?> server) {
    services.forEach(service -> server.addService(Decoding.lenient(service.bindService())));
    server
        .executor(executor)
        .maxInboundMessageSize(MAX_REQUEST_BYTES)
        // grpc-java runs the one that was added last first.
        .intercept(new ValidationInterceptor(requests))
        .intercept(new OwnerInterceptor(access))
        .intercept(new AccessInterceptor(access, authenticator))
        .intercept(new ErrorInterceptor(types))
        .intercept(new CallInterceptor(executor, new CallMeters(meters), proxies));
    if (server instanceof NettyServerBuilder netty) {
      netty
          .channelType(NioServerSocketChannel.class)
          .bossEventLoopGroup(NETWORK)
          .workerEventLoopGroup(NETWORK)
          .handshakeTimeout(10, TimeUnit.SECONDS)
          .maxConcurrentCallsPerConnection(MAX_CALLS_PER_CONNECTION)
          // Opening streams only to reset them costs an attacker nothing, and us a lot.
          .maxRstFramesPerWindow(MAX_RESETS, RESETS_SECONDS)
          // Clients behind proxies may keep idle connections alive, at a decent rate.
          .permitKeepAliveTime(20, TimeUnit.SECONDS)
          .permitKeepAliveWithoutCalls(true)
          // Finds peers that went away without a word.
          .keepAliveTime(60, TimeUnit.SECONDS)
          .keepAliveTimeout(20, TimeUnit.SECONDS);
    }
  }
}
