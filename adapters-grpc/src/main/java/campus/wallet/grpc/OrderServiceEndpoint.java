package campus.wallet.grpc;

import static campus.wallet.grpc.WalletProtos.account;

import campus.shared.application.query.ReadMask;
import campus.shared.domain.name.Id;
import campus.shared.grpc.methods.Endpoint;
import campus.shared.grpc.methods.StandardMethods;
import campus.shared.grpc.wire.Callers;
import campus.shared.grpc.wire.Names;
import campus.wallet.application.OrderUseCases;
import campus.wallet.application.WalletUseCases;
import campus.wallet.domain.Order;
import campus.wallet.domain.WalletResources;
import campus.wallet.v1.CancelOrderRequest;
import campus.wallet.v1.CreateOrderRequest;
import campus.wallet.v1.OrderServiceGrpc;
import campus.wallet.v1.PayOrderRequest;
import jakarta.inject.Singleton;

@Singleton
final class OrderServiceEndpoint extends Endpoint {

  /** What is answered of a new order: the default, and its items. */
  private static final ReadMask WITH_ITEMS =
      ReadMask.of("*", "buyer_account.name", "seller_account.name", "items.*");

  private final OrderUseCases orders;

  OrderServiceEndpoint(WalletUseCases wallet, StandardMethods standard) {
    super(OrderServiceGrpc.getServiceDescriptor(), standard);
    this.orders = wallet.orders();
    write(OrderServiceGrpc.getCreateOrderMethod(), WITH_ITEMS, this::create);
    write(OrderServiceGrpc.getPayOrderMethod(), this::pay);
    write(OrderServiceGrpc.getCancelOrderMethod(), this::cancel);
  }

  private Write create(CreateOrderRequest request) {
    var order = request.getOrder();
    var buyer = account("order.buyer_account.name", order.getBuyerAccount().getName());
    var seller = account("order.seller_account.name", order.getSellerAccount().getName());
    var items = WalletProtos.items(order);
    return Write.within(
        "order", () -> orders.create(Callers.current(), buyer, seller, items).name());
  }

  private Write pay(PayOrderRequest request) {
    var id = order(request.getName());
    return Write.to(id, () -> orders.pay(Callers.current(), id));
  }

  private Write cancel(CancelOrderRequest request) {
    var id = order(request.getName());
    return Write.to(id, () -> orders.cancel(Callers.current(), id));
  }

  private static Id<Order> order(String name) {
    return Names.id(WalletResources.ORDER, "name", name);
  }
}
