package campus.wallet.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import campus.shared.domain.error.InvalidRequest;
import campus.shared.domain.error.NotFound;
import campus.shared.domain.error.Reason;
import campus.shared.domain.name.UserId;
import campus.shared.domain.value.Currency;
import campus.shared.domain.value.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PostingTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Currency EUR = Currency.of("EUR");

  private final Account house =
      Account.open(Account.id(UUID.randomUUID()), null, EUR, NOW.minusSeconds(9));
  private final Account ada = account(EUR);
  private final Account bob = account(EUR);

  private static Account account(Currency currency) {
    return Account.open(
        Account.id(UUID.randomUUID()),
        new UserId(UUID.randomUUID()),
        currency,
        NOW.minusSeconds(9));
  }

  private static Money euros(long minor) {
    return new Money(EUR, minor);
  }

  private Posting posting(Account... more) {
    var accounts = new ArrayList<>(List.of(house, ada, bob));
    accounts.addAll(List.of(more));
    return new Posting(accounts, UUID::randomUUID, NOW);
  }

  private static Transfer move(Posting posting, Account from, Account to, long amount) {
    return posting.move(
        Transfer.id(UUID.randomUUID()), from.id(), to.id(), euros(amount), "", null);
  }

  @Test
  void makesTwoEntriesOfEachTransfer() {
    var posting = posting();

    var first = move(posting, house, ada, 100);
    var second = move(posting, ada, bob, 30);

    assertThat(posting.transfers()).containsExactly(first, second);
    assertThat(posting.entries())
        .extracting(
            Entry::account,
            Entry::number,
            entry -> entry.amount().minor(),
            entry -> entry.balanceAfter().minor())
        .containsExactly(
            tuple(house.id(), 1L, -100L, -100L),
            tuple(ada.id(), 1L, 100L, 100L),
            tuple(ada.id(), 2L, -30L, 70L),
            tuple(bob.id(), 1L, 30L, 30L));
    assertThat(posting.account(ada.id()).balance()).isEqualTo(euros(70));
    assertThat(posting.changed()).extracting(Account::updateTime).containsOnly(NOW);
  }

  @Test
  void neverRunsBehindTheLastEntry() {
    var later = NOW.plusSeconds(5);
    var ahead = new Account(ada.id(), ada.owner(), euros(5), Account.State.OPEN, 1, NOW, later);

    var posting = new Posting(List.of(ahead, bob), UUID::randomUUID, NOW);

    assertThat(move(posting, ahead, bob, 1).createTime()).isEqualTo(later);
  }

  @Test
  void onlyTheHouseGoesBelowZero() {
    var posting = posting();
    move(posting, house, ada, 10);

    assertThatThrownBy(() -> move(posting, ada, bob, 25))
        .hasFieldOrPropertyWithValue("reason", Reason.INSUFFICIENT_FUNDS)
        .hasMessageContaining("0.15 EUR");
  }

  @Test
  void whatIsRefusedChangesNeitherAccount() {
    var closed = account(EUR).close(NOW);
    var posting = posting(closed);
    move(posting, house, ada, 10);

    assertThatThrownBy(() -> move(posting, ada, closed, 5))
        .hasFieldOrPropertyWithValue("reason", Reason.ACCOUNT_CLOSED);

    assertThat(posting.account(ada.id()).balance()).isEqualTo(euros(10));
    assertThat(posting.entries()).hasSize(2);
    assertThat(posting.changed()).extracting(Account::id).containsExactly(house.id(), ada.id());
  }

  @Test
  void doesNotTellWhichCurrencyAnAccountIsIn() {
    var yen = account(Currency.of("JPY"));
    var posting = posting(yen);

    assertThatThrownBy(() -> move(posting, house, yen, 1))
        .hasFieldOrPropertyWithValue("reason", Reason.CURRENCY_MISMATCH)
        .hasMessageContaining("EUR")
        .hasMessageNotContaining("JPY");
  }

  @Test
  void refusesWhatCannotBe() {
    var yen = account(Currency.of("JPY"));
    var closed = account(EUR).close(NOW);
    var full =
        new Account(
            Account.id(UUID.randomUUID()),
            new UserId(UUID.randomUUID()),
            euros(Long.MAX_VALUE),
            Account.State.OPEN,
            1,
            NOW,
            NOW);
    var posting = posting(yen, closed, full);

    assertThatThrownBy(() -> move(posting, house, yen, 1))
        .hasFieldOrPropertyWithValue("reason", Reason.CURRENCY_MISMATCH);
    assertThatThrownBy(() -> move(posting, house, closed, 1))
        .hasFieldOrPropertyWithValue("reason", Reason.ACCOUNT_CLOSED);
    assertThatThrownBy(() -> move(posting, house, full, 1))
        .hasFieldOrPropertyWithValue("reason", Reason.BALANCE_OVERFLOW);
    assertThatThrownBy(() -> move(posting, house, account(EUR), 1)).isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> move(posting, ada, ada, 1)).isInstanceOf(InvalidRequest.class);
    assertThatThrownBy(() -> move(posting, house, ada, 0)).isInstanceOf(InvalidRequest.class);
    assertThatThrownBy(() -> move(posting, house, ada, -1)).isInstanceOf(InvalidRequest.class);
  }

  @Test
  void accountsAreClosedEmptyAndOnce() {
    var funded = posting();
    move(funded, house, ada, 1);

    assertThatThrownBy(() -> funded.account(ada.id()).close(NOW))
        .hasFieldOrPropertyWithValue("reason", Reason.ACCOUNT_NOT_EMPTY);
    assertThatThrownBy(() -> house.close(NOW))
        .hasFieldOrPropertyWithValue("reason", Reason.ACCOUNT_NOT_EMPTY);
    var closed = bob.close(NOW);
    assertThatThrownBy(() -> closed.close(NOW))
        .hasFieldOrPropertyWithValue("reason", Reason.ACCOUNT_CLOSED);
  }
}
