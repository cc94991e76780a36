package campus.server.endtoend;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import campus.shared.application.testing.CapturedLog;
import campus.shared.persistence.testing.Engine;
import campus.shared.persistence.testing.TestDatabase;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** On which addresses the server can be reached. */
class ListenIT {

  /** Loopback too, but not the address that is listened on; all of 127/8 is on Linux. */
  private static final String OTHER = "127.0.0.2";

  @Test
  @EnabledOnOs(OS.LINUX)
  void onLoopbackUnlessToldOtherwise() throws IOException {
    try (var database = TestDatabase.create(Engine.POSTGRES_18);
        var campus = RunningCampus.on(database.jdbcUrl(), Map.of())) {
      for (int port : new int[] {campus.grpcPort(), campus.httpPort()}) {
        assertThat(accepts("127.0.0.1", port)).isTrue();
        assertThat(accepts("localhost", port)).isTrue();
        assertThat(accepts("::1", port)).isEqualTo(hasV6());
        assertThat(accepts(OTHER, port)).isFalse();
      }
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void whereTheSettingsSay() throws IOException {
    try (var log = CapturedLog.of("campus.server.runtime.PublicAddresses");
        var database = TestDatabase.create(Engine.POSTGRES_18);
        var campus =
            RunningCampus.on(
                database.jdbcUrl(),
                Map.of(
                    "CAMPUS_PLAINTEXT",
                    "allow",
                    "CAMPUS_GRPC_HOST",
                    "0.0.0.0",
                    "CAMPUS_HTTP_HOST",
                    OTHER))) {
      assertThat(log.lines())
          .singleElement(as(STRING))
          .startsWith("WARN Other machines reach gRPC on 0.0.0.0 (CAMPUS_GRPC_HOST) without TLS: ");
      assertThat(accepts("127.0.0.1", campus.grpcPort())).isTrue();
      assertThat(accepts(OTHER, campus.grpcPort())).isTrue();
      assertThat(accepts("127.0.0.1", campus.httpPort())).isFalse();
      assertThat(accepts(OTHER, campus.httpPort())).isTrue();
    }
  }

  private static boolean hasV6() throws IOException {
    return NetworkInterface.getByInetAddress(InetAddress.ofLiteral("::1")) != null;
  }

  private static boolean accepts(String host, int port) throws IOException {
    try (var _ = new Socket(host, port)) {
      return true;
    } catch (ConnectException | java.net.NoRouteToHostException e) {
      return false;
    }
  }
}
