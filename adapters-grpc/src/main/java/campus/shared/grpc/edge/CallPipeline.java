package campus.shared.grpc.edge;

import campus.shared.application.call.Authenticator;
import campus.shared.application.call.Caller;
import campus.shared.domain.name.NaturalName;
import campus.shared.domain.name.ResourceName;
import campus.shared.grpc.validation.Decoding;
import campus.shared.grpc.validation.RequestRules;
import campus.shared.grpc.validation.ValidationInterceptor;
import campus.shared.grpc.wire.Contracts;
import campus.shared.grpc.wire.ResourceTypes;
import io.grpc.BindableService;
import io.grpc.ServerBuilder;
import io.grpc.ServiceDescriptor;
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
import java.util.function.BiFunction;

/**
 * Everything between the network and the endpoints, in this order: a call gets its id, errors
 * become statuses, the caller is authenticated and checked, the request is validated, its owner is
 * checked.
 */
final class CallPipeline {

  /** Enough for any request in practice; a larger batch is sent as two. */
  static final int MAX_REQUEST_BYTES = 1024 * 1024;

  private static final int MAX_CALLS_PER_CONNECTION = 1000;
  private static final int MAX_RESETS = 400;
  private static final int RESETS_SECONDS = 10;

  // Waking a thread costs more than reading or writing, so few threads serve many calls each.
  // All servers of a process share them.
  private static final EventLoopGroup NETWORK =
      new MultiThreadIoEventLoopGroup(
          Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
          new DefaultThreadFactory("network", true),
          NioIoHandler.newFactory());

  // A virtual thread for each call: calls mostly wait for the database, whose pool limits how many
  // run at once. A fixed pool full of waiting threads could not refuse, cancel or answer others
  // from memory.
  private final Executor executor =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("call-", 0).factory());

  private final List<BindableService> services;
  private final ResourceTypes types;
  private final AccessRules access;
  private final RequestRules requests;
  private final Authenticator authenticator;
  private final BiFunction<Caller, NaturalName, ResourceName> resolver;
  private final MeterRegistry meters;
  private final TrustedProxies proxies;
  private final ClientCertificates certificates;

  /**
   * @param services what to serve; their contracts say what to let through
   * @param resolver finds the ids of names with keys
   */
  CallPipeline(
      List<BindableService> services,
      Authenticator authenticator,
      BiFunction<Caller, NaturalName, ResourceName> resolver,
      MeterRegistry meters,
      TrustedProxies proxies,
      ClientCertificates certificates) {
    this.resolver = resolver;
    this.services = List.copyOf(services);
    var contracts = Contracts.of(services);
    this.types = new ResourceTypes(contracts.messages());
    this.access = new AccessRules(contracts.services(), types);
    this.requests = new RequestRules(contracts.messages(), types);
    this.authenticator = authenticator;
    this.meters = meters;
    this.proxies = proxies;
    this.certificates = certificates;
  }

  /** The services, as their contracts have them. */
  List<ServiceDescriptor> services() {
    return services.stream().map(service -> service.bindService().getServiceDescriptor()).toList();
  }

  /** Puts the services behind the edge into a server, and sets the server's limits. */
  void applyTo(ServerBuilder<?> server) {
    services.forEach(service -> server.addService(Decoding.lenient(service.bindService())));
    server
        .executor(executor)
        .maxInboundMessageSize(MAX_REQUEST_BYTES)
        // grpc-java runs the last added interceptor first.
        .intercept(new ValidationInterceptor(requests))
        .intercept(new OwnerInterceptor(access, resolver))
        .intercept(new AccessInterceptor(access, authenticator, certificates))
        .intercept(new ErrorInterceptor(types))
        .intercept(new CallInterceptor(executor, new CallMeters(meters), proxies));
    if (server instanceof NettyServerBuilder netty) {
      netty
          .channelType(NioServerSocketChannel.class)
          .bossEventLoopGroup(NETWORK)
          .workerEventLoopGroup(NETWORK)
          .handshakeTimeout(10, TimeUnit.SECONDS)
          .maxConcurrentCallsPerConnection(MAX_CALLS_PER_CONNECTION)
          // Opening and resetting streams is cheap for an attacker (rapid reset).
          .maxRstFramesPerWindow(MAX_RESETS, RESETS_SECONDS)
          // Lets clients behind proxies keep idle connections alive.
          .permitKeepAliveTime(20, TimeUnit.SECONDS)
          .permitKeepAliveWithoutCalls(true)
          // Detects peers that are gone.
          .keepAliveTime(60, TimeUnit.SECONDS)
          .keepAliveTimeout(20, TimeUnit.SECONDS);
    }
  }
}
