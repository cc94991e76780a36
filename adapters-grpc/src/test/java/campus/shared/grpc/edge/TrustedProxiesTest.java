package campus.shared.grpc.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import campus.shared.application.call.Call;
import io.grpc.inprocess.InProcessSocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {

  private static String origin(String trusted, String peer, String... forwardedFor)
      throws Exception {
    return TrustedProxies.parse(trusted)
        .originOf(new InetSocketAddress(InetAddress.getByName(peer), 1234), List.of(forwardedFor));
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1",
    "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:0:0:0:0/64",
    "::ffff:192.0.2.1, 192.0.2.1",
    "127.0.0.1, local",
    "127.9.9.9, local",
    "::1, local"
  })
  void tellsTheOtherEndOfTheConnection(String peer, String expected) throws Exception {
    assertThat(origin("", peer)).isEqualTo(expected);
    assertThat(origin("10.0.0.0/8", peer, "198.51.100.1")).isEqualTo(expected);
  }

  @Test
  void believesTrustedProxiesUpToTheFirstThatIsNot() throws Exception {
    var trusted = "10.0.0.0/8, 127.0.0.1,2001:db8:9::/48";

    assertThat(origin(trusted, "10.1.2.3", "192.0.2.1")).isEqualTo("192.0.2.1");
    assertThat(origin(trusted, "127.0.0.1", "192.0.2.9, 192.0.2.1,10.9.9.9"))
        .isEqualTo("192.0.2.1");
    assertThat(origin(trusted, "127.0.0.1", "192.0.2.9", "192.0.2.1", "2001:db8:9::1"))
        .isEqualTo("192.0.2.1");
    assertThat(origin(trusted, "127.0.0.1", "2001:db8:1:2:3::"))
        .isEqualTo("2001:db8:1:2:0:0:0:0/64");
  }

  @Test
  void aProxyThatSaysNothingOfUseStandsForItsClients() throws Exception {
    assertThat(origin("10.0.0.0/8", "10.1.2.3")).isEqualTo("10.1.2.3");
    assertThat(origin("10.0.0.0/8", "10.1.2.3", "")).isEqualTo("10.1.2.3");
    assertThat(origin("10.0.0.0/8", "10.1.2.3", "192.0.2.1, unknown")).isEqualTo("10.1.2.3");
    assertThat(origin("10.0.0.0/8", "10.1.2.3", "10.0.0.1")).isEqualTo("10.0.0.1");
  }

  @Test
  void otherConnectionsAreLocal() {
    assertThat(TrustedProxies.NONE.originOf(new InProcessSocketAddress("x"), List.of()))
        .isEqualTo(Call.LOCAL);
    assertThat(TrustedProxies.NONE.originOf(null, List.of())).isEqualTo(Call.LOCAL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "proxy.example.org",
        "10.0.0.0/",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.1,",
        "10.0.0.1 10.0.0.2",
        "::/129",
        "/8"
      })
  void refusesOtherLists(String text) {
    assertThatThrownBy(() -> TrustedProxies.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
