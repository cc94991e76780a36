package campus.shared.application.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import campus.shared.application.testing.InMemoryRequests;
import campus.shared.application.testing.InMemoryTransactions;
import campus.shared.application.testing.PassingClock;
import campus.shared.application.write.Requests.Asked;
import campus.shared.application.write.Requests.RequestKey;
import campus.shared.domain.error.Conflict;
import campus.shared.domain.error.InvalidRequest;
import campus.shared.domain.error.Reason;
import campus.shared.domain.name.UserId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WritesTest {

  private static final RequestKey KEY = new RequestKey(new UserId(new UUID(1, 1)), new UUID(2, 1));
  private static final Asked ASKED = new Asked("Service/Create", "f1");

  private static final Writes.Codec<String> TEXT =
      new Writes.Codec<>() {
        @Override
        public byte[] encode(String answer) {
          return answer.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String decode(byte[] encoded) {
          return new String(encoded, StandardCharsets.UTF_8);
        }
      };

  private final PassingClock clock = new PassingClock();
  private final InMemoryTransactions transactions = new InMemoryTransactions();
  private final Map<Integer, String> effects = transactions.table();
  private final Writes writes = new Writes(transactions, new InMemoryRequests(transactions), clock);

  private String effect() {
    effects.put(effects.size(), "done");
    return "effect " + effects.size();
  }

  private String once(RequestKey key, Asked asked) {
    return writes.once(key, asked, TEXT, this::effect);
  }

  @Test
  void doesWhatIsAskedOnceAndAnswersItAgain() {
    assertThat(once(KEY, ASKED)).isEqualTo("effect 1");
    assertThat(once(KEY, ASKED)).isEqualTo("effect 1");

    assertThat(effects).hasSize(1);
  }

  @Test
  void doesWhatIsAskedEachTimeWithoutAKey() {
    assertThat(writes.run(this::effect)).isEqualTo("effect 1");
    assertThat(writes.run(this::effect)).isEqualTo("effect 2");
  }

  @Test
  void refusesOtherRequestsUnderOneKey() {
    once(KEY, ASKED);

    assertThatThrownBy(() -> once(KEY, new Asked("Service/Create", "f2")))
        .isInstanceOfSatisfying(
            InvalidRequest.class, e -> assertThat(e.reason()).isEqualTo(Reason.REQUEST_ID_REUSED))
        .hasMessage(
            "request_id: was used for a request with other contents; a new request needs its own");
    assertThatThrownBy(() -> once(KEY, new Asked("Service/Delete", "f1")))
        .hasMessageContaining("was used for a call of Service/Create");
    assertThat(effects).hasSize(1);
  }

  @Test
  void triesAgainWhatFailed() {
    assertThatThrownBy(() ->
            writes.once(
                KEY,
                ASKED,
                TEXT,
                () -> {
                  effect();
                  throw new Conflict(Reason.CONFLICT, "no");
                }))
        .isInstanceOf(Conflict.class);
    assertThat(effects).isEmpty();

    assertThat(once(KEY, new Asked("Service/Create", "corrected"))).isEqualTo("effect 1");
  }

  @Test
  void keepsAnswersForADay() {
    once(KEY, ASKED);

    clock.pass(Writes.RETENTION.minusSeconds(1));
    assertThat(once(KEY, ASKED)).isEqualTo("effect 1");

    clock.pass(Duration.ofSeconds(1));
    assertThat(once(KEY, ASKED)).isEqualTo("effect 2");
  }

  @Test
  void neverCommitsATransactionThatItIsPartOf() {
    assertThatThrownBy(() -> transactions.write(() -> once(KEY, ASKED)))
        .isInstanceOf(IllegalStateException.class);

    assertThat(effects).isEmpty();
  }

  @Test
  void keepsNothingOfADryRun() {
    assertThat(writes.dryRun(this::effect)).isEqualTo("effect 1");

    assertThat(effects).isEmpty();
  }
}
