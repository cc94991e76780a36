package campus.wallet.grpc;

import campus.shared.domain.name.Id;
import campus.shared.domain.value.Money;
import campus.shared.grpc.wire.Names;
import campus.shared.grpc.wire.SharedProtos;
import campus.shared.grpc.wire.Violations;
import campus.wallet.application.TransferUseCases.TransferFunds;
import campus.wallet.domain.Account;
import campus.wallet.domain.OrderItem;
import campus.wallet.domain.Transfer;
import campus.wallet.domain.WalletResources;
import campus.wallet.v1.Order;
import campus.wallet.v1.TransferFundsRequest;
import java.util.List;

/** Accounts, transfers and orders, mapped from and to the wire. */
final class WalletProtos {

  private WalletProtos() {}

  static Id<Account> account(String field, String name) {
    return Names.id(WalletResources.ACCOUNT, field, name);
  }

  /**
   * @param field where the amount is in the request
   */
  static Money money(String field, com.google.type.Money money) {
    return Violations.within(field, () -> SharedProtos.money(money));
  }

  /** An amount that is to be moved. */
  static Money movable(com.google.type.Money money) {
    return Transfer.requireMovable(money("amount", money));
  }

  static TransferFunds transferFunds(TransferFundsRequest request) {
    return new TransferFunds(
        account("from_account", request.getFromAccount()),
        account("to_account", request.getToAccount()),
        money("amount", request.getAmount()),
        request.getDescription());
  }

  static List<OrderItem> items(Order order) {
    return Violations.eachOf(
        "order.items",
        order.getItemsList(),
        item ->
            new OrderItem(
                item.getDescription(),
                item.getQuantity(),
                money("unit_price", item.getUnitPrice())));
  }
}
