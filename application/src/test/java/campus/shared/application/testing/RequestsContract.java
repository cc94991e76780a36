package campus.shared.application.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import campus.shared.application.write.Requests;
import campus.shared.application.write.Requests.Asked;
import campus.shared.application.write.Requests.Done;
import campus.shared.application.write.Requests.RequestKey;
import campus.shared.application.write.Transactions;
import campus.shared.domain.name.UserId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link Requests} keeps. */
public abstract class RequestsContract {

  /** Requests, and the transactions that they take part in. */
  public record Ports(Transactions transactions, Requests requests) {}

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.123456Z");
  private static final Duration KEPT = Duration.ofHours(24);
  private static final UserId ADA = new UserId(new UUID(1, 1));
  private static final UserId BOB = new UserId(new UUID(1, 2));
  private static final RequestKey KEY = new RequestKey(ADA, new UUID(2, 1));
  private static final Asked ASKED = new Asked("campus.test.v1.Service/Create", "f1");

  private final InMemoryTransactions memory = new InMemoryTransactions();
  private Ports ports = new Ports(memory, new InMemoryRequests(memory));

  /** The ports, with nothing in them. */
  protected abstract Ports emptyPorts();

  @BeforeEach
  void begin() {
    ports = emptyPorts();
  }

  private @Nullable Done claim(RequestKey key, Instant now) {
    return ports.requests().claim(key, ASKED, now, now.minus(KEPT));
  }

  private void request(RequestKey key, Instant now, String answer) {
    ports
        .transactions()
        .write(() -> {
          assertThat(claim(key, now)).isNull();
          ports.requests().answerAndCommit(key, answer.getBytes(StandardCharsets.UTF_8));
        });
  }

  /** What was answered; empty if nothing was. */
  private String answered(RequestKey key, Instant now) {
    var done = ports.transactions().<@Nullable Done>write(() -> claim(key, now));
    return done == null ? "" : new String(done.answer(), StandardCharsets.UTF_8);
  }

  @Test
  void tellsWhatWasDone() {
    request(KEY, NOW, "first");

    var done =
        Objects.requireNonNull(
            ports
                .transactions()
                .<@Nullable Done>write(() ->
                    ports
                        .requests()
                        .claim(
                            KEY, new Asked("other", "f2"), NOW.plusSeconds(1), NOW.minus(KEPT))));

    assertThat(done.asked()).isEqualTo(ASKED);
    assertThat(done.answer()).asString(StandardCharsets.UTF_8).isEqualTo("first");
  }

  @Test
  void keepsEmptyAnswers() {
    request(KEY, NOW, "");

    assertThat(ports.transactions().<@Nullable Done>write(() -> claim(KEY, NOW))).isNotNull();
  }

  @Test
  void keepsTheRequestsOfCallersApart() {
    request(KEY, NOW, "for ada");
    request(new RequestKey(BOB, KEY.id()), NOW, "for bob");

    assertThat(answered(KEY, NOW)).isEqualTo("for ada");
    assertThat(answered(new RequestKey(BOB, KEY.id()), NOW)).isEqualTo("for bob");
  }

  @Test
  void forgetsWhatFailed() {
    assertThatThrownBy(() ->
            ports
                .transactions()
                .write(() -> {
                  claim(KEY, NOW);
                  throw new IllegalArgumentException("no");
                }))
        .isInstanceOf(IllegalArgumentException.class);

    request(KEY, NOW, "second");
    assertThat(answered(KEY, NOW)).isEqualTo("second");
  }

  @Test
  void claimsAnewWhatIsOld() {
    request(KEY, NOW, "old");

    assertThat(answered(KEY, NOW.plus(KEPT).minusMillis(1))).isEqualTo("old");
    request(KEY, NOW.plus(KEPT), "new");
    assertThat(answered(KEY, NOW.plus(KEPT).plusMillis(1))).isEqualTo("new");
  }
}
