package campus.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import campus.identity.v1.SignInRequest;
import com.google.protobuf.util.JsonFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoCommandTest {

  @ParameterizedTest
  @CsvSource({
    "'', '', localhost:50051",
    "'', 9000, localhost:9000",
    "0.0.0.0, 0, localhost:PORT",
    "::1, 50051, '[::1]:50051'"
  })
  void showsWhereTheServerWillBe(String host, String port, String target) {
    var environment = Map.of("CAMPUS_GRPC_HOST", host, "CAMPUS_GRPC_PORT", port);

    assertThat(DemoCommand.target(environment)).isEqualTo(target);
  }

  @Test
  void showsCredentialsThatTheServerTakes() throws Exception {
    var request = SignInRequest.newBuilder();

    JsonFormat.parser().merge(DemoCommand.credentials("Ada.Baker"), request);

    assertThat(request.getLogin()).isEqualTo("Ada.Baker");
    assertThat(request.getPassword()).isNotEmpty();
  }
}
