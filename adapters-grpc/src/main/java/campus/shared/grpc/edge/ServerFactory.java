package campus.shared.grpc.edge;

import campus.shared.application.call.Authenticator;
import campus.shared.application.query.ResourceQueries;
import io.grpc.BindableService;
import io.grpc.ServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionService;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.grpc.server.GrpcServerBuilder;
import io.micronaut.grpc.server.GrpcServerConfiguration;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Makes the gRPC server that Micronaut starts, with every service behind the {@link CallPipeline},
 * and the way to them from within the process.
 */
@Factory
final class ServerFactory {

  /** Reflection, for clients without the contracts. */
  @Singleton
  BindableService reflection() {
    return ProtoReflectionServiceV1.newInstance();
  }

  /** The same under its older name, for clients such as grpcurl before 1.8.8. */
  @Singleton
  @SuppressWarnings("deprecation") // in favour of the one above, which they do not know
  BindableService olderReflection() {
    return ProtoReflectionService.newInstance();
  }

  @Singleton
  CallPipeline pipeline(
      List<BindableService> services,
      HealthStatusManager health,
      Authenticator authenticator,
      ResourceQueries queries,
      MeterRegistry meters,
      TrustedProxies proxies,
      ClientCertificates certificates) {
    return new CallPipeline(
        Stream.concat(services.stream(), Stream.of(health.getHealthService())).toList(),
        authenticator,
        (caller, name) -> Objects.requireNonNull(queries.resolve(caller, List.of(name)).get(name)),
        meters,
        proxies,
        certificates);
  }

  // Micronaut's own would add the services without the edge.
  @Singleton
  @Replaces(value = ServerBuilder.class, factory = GrpcServerBuilder.class)
  ServerBuilder<?> server(GrpcServerConfiguration configuration, CallPipeline pipeline) {
    var server = configuration.getServerBuilder();
    pipeline.applyTo(server);
    return server;
  }

  /** Opened when it is asked for, and closed with the context. */
  @Singleton
  @Bean(preDestroy = "close")
  InProcessEdge inProcess(CallPipeline pipeline) {
    return InProcessEdge.open(pipeline);
  }
}
