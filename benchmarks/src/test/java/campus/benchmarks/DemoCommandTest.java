package campus.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import campus.identity.v1.SignInRequest;
import com.google.protobuf.util.JsonFormat;
import org.junit.jupiter.api.Test;

class DemoCommandTest {

  @Test
  void showsCredentialsThatTheServerTakes() throws Exception {
    var request = SignInRequest.newBuilder();

    JsonFormat.parser().merge(DemoCommand.credentials("Ada.Baker"), request);

    assertThat(request.getLogin()).isEqualTo("Ada.Baker");
    assertThat(request.getPassword()).isNotEmpty();
  }
}
