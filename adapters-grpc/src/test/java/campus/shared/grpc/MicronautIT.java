package campus.shared.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import campus.identity.application.AuthUseCases;
import campus.identity.application.IdentityCardUseCases;
import campus.identity.application.ProfileUseCases;
import campus.identity.application.UserUseCases;
import campus.identity.grpc.InMemoryIdentity;
import campus.identity.v1.GetUserRequest;
import campus.identity.v1.UserServiceGrpc;
import campus.shared.application.Authenticator;
import campus.shared.application.ResourceQueries;
import io.grpc.Metadata;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.stub.MetadataUtils;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micronaut.context.ApplicationContext;
import io.micronaut.grpc.server.GrpcEmbeddedServer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The edge and the endpoints as Micronaut puts them together. */
class MicronautIT {

  @Test
  void servesThroughTheEdgeAndStops() {
    var identity = new InMemoryIdentity();
    var ada = identity.add("ada");
    var context =
        ApplicationContext.builder(Map.of("grpc.server.port", "${random.port}"))
            .singletons(identity.writes())
            .build();
    context.registerSingleton(MeterRegistry.class, new SimpleMeterRegistry());
    context.registerSingleton(AuthUseCases.class, identity);
    context.registerSingleton(Authenticator.class, identity);
    context.registerSingleton(UserUseCases.class, identity);
    context.registerSingleton(ProfileUseCases.class, identity.profiles());
    context.registerSingleton(IdentityCardUseCases.class, identity);
    context.registerSingleton(ResourceQueries.class, identity);
    context.start();
    try (context) {
      var server = context.getBean(GrpcEmbeddedServer.class);
      server.start();
      context.getBean(HealthStatusManager.class).setStatus("", ServingStatus.SERVING);
      var channel =
          NettyChannelBuilder.forAddress("localhost", server.getPort()).usePlaintext().build();
      var headers = new Metadata();
      headers.put(AccessInterceptor.AUTHORIZATION, "Bearer ada");

      var user =
          UserServiceGrpc.newBlockingStub(channel)
              .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
              .getUser(GetUserRequest.newBuilder().setName("users/me").build());
      var health =
          HealthGrpc.newBlockingStub(channel).check(HealthCheckRequest.getDefaultInstance());

      assertThat(user.getName()).isEqualTo(ada.toName());
      assertThat(health.getStatus()).isEqualTo(ServingStatus.SERVING);
      assertThat(server.getServer().getServices())
          .extracting(service -> service.getServiceDescriptor().getName())
          .contains("grpc.reflection.v1.ServerReflection");
      server.stop();
      assertThat(server.getServer().isTerminated()).isTrue();
      channel.shutdownNow();
    }
  }
}
