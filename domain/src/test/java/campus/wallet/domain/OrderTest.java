package campus.wallet.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import campus.shared.domain.error.InvalidRequest;
import campus.shared.domain.error.Reason;
import campus.shared.domain.name.UserId;
import campus.shared.domain.value.Currency;
import campus.shared.domain.value.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OrderTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Currency EUR = Currency.of("EUR");

  private final Account buyer = account(EUR);
  private final Account seller = account(EUR);

  private static Account account(Currency currency) {
    return Account.open(
        Account.id(UUID.randomUUID()), new UserId(UUID.randomUUID()), currency, NOW);
  }

  private static OrderItem item(int quantity, long price) {
    return new OrderItem("A book", quantity, new Money(EUR, price));
  }

  private Order place(OrderItem... items) {
    return Order.place(Order.id(UUID.randomUUID()), buyer, seller, List.of(items), NOW);
  }

  @Test
  void costsWhatItsItemsCost() {
    assertThat(place(item(3, 999), item(1, 0), item(2, 50)).total())
        .isEqualTo(new Money(EUR, 3097));
  }

  @Test
  void isPaidOnceAndCancelledOnce() {
    var payment = Transfer.id(UUID.randomUUID());
    var refund = Transfer.id(UUID.randomUUID());
    var paid = place(item(1, 5)).pay(payment, NOW.plusSeconds(1));

    assertThat(paid.state()).isEqualTo(Order.State.PAID);
    assertThatThrownBy(() -> paid.pay(payment, NOW))
        .hasFieldOrPropertyWithValue("reason", Reason.ORDER_ALREADY_PAID);
    var cancelled = paid.cancel(refund, NOW.plusSeconds(2));
    assertThat(cancelled.payment()).isEqualTo(payment);
    assertThat(cancelled.refund()).isEqualTo(refund);
    assertThatThrownBy(() -> cancelled.cancel(null, NOW))
        .hasFieldOrPropertyWithValue("reason", Reason.ORDER_CANCELLED);
    assertThatThrownBy(() -> cancelled.pay(payment, NOW))
        .hasFieldOrPropertyWithValue("reason", Reason.ORDER_CANCELLED);
  }

  @Test
  void refusesWhatCannotBe() {
    assertThatThrownBy(() -> place()).isInstanceOf(InvalidRequest.class);
    assertThatThrownBy(() -> place(item(1, 0))).isInstanceOf(InvalidRequest.class);
    assertThatThrownBy(() -> place(item(2, Long.MAX_VALUE))).isInstanceOf(InvalidRequest.class);
    assertThatThrownBy(() -> item(0, 1)).isInstanceOf(InvalidRequest.class);
    assertThatThrownBy(() -> item(1, -1)).isInstanceOf(InvalidRequest.class);
    assertThatThrownBy(
            () -> Order.place(Order.id(UUID.randomUUID()), buyer, buyer, List.of(item(1, 1)), NOW))
        .isInstanceOf(InvalidRequest.class);
    assertThatThrownBy(() ->
            Order.place(
                Order.id(UUID.randomUUID()),
                buyer,
                account(Currency.of("USD")),
                List.of(item(1, 1)),
                NOW))
        .hasFieldOrPropertyWithValue("reason", Reason.CURRENCY_MISMATCH);
    assertThatThrownBy(() ->
            Order.place(
                Order.id(UUID.randomUUID()), buyer, seller.close(NOW), List.of(item(1, 1)), NOW))
        .hasFieldOrPropertyWithValue("reason", Reason.ACCOUNT_CLOSED);
  }
}
