package campus.shared.grpc.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceAccountsTest {

  @Test
  void theFirstOfTheListCounts() {
    var accounts =
        ServiceAccounts.parse(
            "spiffe://example.org/a?b=c=billing, Worker.Example.org=worker,ops@example.org=ops");

    assertThat(accounts.userOf(List.of("worker.example.org", "spiffe://example.org/a?b=c")))
        .isEqualTo("billing");
    assertThat(accounts.userOf(List.of("worker.example.org"))).isEqualTo("worker");
    assertThat(accounts.userOf(List.of("spiffe://example.org/A?b=c"))).isNull();
    assertThat(accounts.userOf(List.of())).isNull();
  }

  @Test
  void nothingIsNobody() {
    assertThat(ServiceAccounts.parse(" ")).isEqualTo(ServiceAccounts.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"billing", "=billing", "a=", "a=b,", "a=b,A=c"})
  void otherListsAreRefused(String text) {
    assertThatThrownBy(() -> ServiceAccounts.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
