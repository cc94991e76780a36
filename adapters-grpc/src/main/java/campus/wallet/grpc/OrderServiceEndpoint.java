package campus.wallet.grpc;

import static campus.wallet.application.WalletResources.ORDER;
import static campus.wallet.grpc.WalletProtos.account;
import static campus.wallet.grpc.WalletProtos.nameOf;

import campus.shared.application.ReadMask;
import campus.shared.grpc.Answers;
import campus.shared.grpc.Callers;
import campus.shared.grpc.StandardMethods;
import campus.shared.grpc.Violations;
import campus.wallet.application.OrderUseCases;
import campus.wallet.application.WalletUseCases;
import campus.wallet.v1.CancelOrderRequest;
import campus.wallet.v1.CreateOrderRequest;
import campus.wallet.v1.GetOrderRequest;
import campus.wallet.v1.ListOrdersRequest;
import campus.wallet.v1.ListOrdersResponse;
import campus.wallet.v1.Order;
import campus.wallet.v1.OrderServiceGrpc.OrderServiceImplBase;
import campus.wallet.v1.PayOrderRequest;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;

@Singleton
final class OrderServiceEndpoint extends OrderServiceImplBase {

  private static final Order MESSAGE = Order.getDefaultInstance();

  /** What is answered of a new order: the default, and its items. */
  private static final ReadMask WITH_ITEMS =
      ReadMask.of("*", "buyer_account.name", "seller_account.name", "items.*");

  private final OrderUseCases orders;
  private final StandardMethods methods;

  OrderServiceEndpoint(WalletUseCases wallet, StandardMethods methods) {
    this.orders = wallet.orders();
    this.methods = methods;
  }

  @Override
  public void getOrder(GetOrderRequest request, StreamObserver<Order> answer) {
    Answers.one(answer, methods.get(ORDER, MESSAGE, request.getName(), request.getReadMask()));
  }

  @Override
  public void listOrders(ListOrdersRequest request, StreamObserver<ListOrdersResponse> answer) {
    Answers.one(answer, methods.list(ORDER, request, ListOrdersResponse.getDefaultInstance()));
  }

  @Override
  public void createOrder(CreateOrderRequest request, StreamObserver<Order> answer) {
    var order = request.getOrder();
    var buyer = account("order.buyer_account.name", order.getBuyerAccount().getName());
    var seller = account("order.seller_account.name", order.getSellerAccount().getName());
    var items = WalletProtos.items(order);
    Answers.one(
        answer,
        methods.create(
            request,
            MESSAGE,
            WITH_ITEMS,
            () ->
                nameOf(
                    Violations.within(
                        "order", () -> orders.create(Callers.current(), buyer, seller, items)))));
  }

  @Override
  public void payOrder(PayOrderRequest request, StreamObserver<Order> answer) {
    var id = WalletProtos.order(request.getName());
    Answers.one(
        answer,
        methods.change(request, MESSAGE, nameOf(id), () -> orders.pay(Callers.current(), id)));
  }

  @Override
  public void cancelOrder(CancelOrderRequest request, StreamObserver<Order> answer) {
    var id = WalletProtos.order(request.getName());
    Answers.one(
        answer,
        methods.change(request, MESSAGE, nameOf(id), () -> orders.cancel(Callers.current(), id)));
  }
}
