package campus.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Server;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadTest {

  private final Server server =
      NettyServerBuilder.forPort(0)
          .addService(new HealthStatusManager().getHealthService())
          .build();

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    server.shutdownNow();
  }

  @Test
  void countsAnswers() {
    var result = new Load(server.getPort(), Way.GRPC, 2, 3).closed(_ -> call("Check", ""), 0.1, 1);

    assertThat(result.calls()).isPositive();
    assertThat(result.errors()).isZero();
    assertThat(result.millis(99)).isPositive();
  }

  @Test
  void countsErrorsApart() {
    var result =
        new Load(server.getPort(), Way.GRPC, 1, 1).closed(_ -> call("Check", "nobody"), 0.1, 1);

    assertThat(result.calls()).isZero();
    assertThat(result.errors()).isPositive();
    assertThat(result.failure()).startsWith("status 5: unknown service nobody");
  }

  @Test
  void callsAtFixedTimesAsOftenAsItWasTold() {
    var result =
        new Load(server.getPort(), Way.GRPC, 2, 1).open(_ -> call("Check", ""), 0.1, 1_000, 1);

    assertThat(result.calls()).isEqualTo(100);
    assertThat(result.errors()).isZero();
  }

  private static Call call(String method, String service) {
    return Call.of(
        "/grpc.health.v1.Health/" + method,
        "a-token",
        HealthCheckRequest.newBuilder().setService(service).build());
  }
}
