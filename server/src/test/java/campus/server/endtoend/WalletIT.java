package campus.server.endtoend;

import static campus.server.endtoend.Wallet.money;
import static campus.server.endtoend.Wallet.newId;
import static campus.server.endtoend.Wallet.text;
import static campus.server.endtoend.Wallet.transferOf;
import static org.assertj.core.api.Assertions.assertThat;

import campus.identity.v1.DeleteUserRequest;
import campus.shared.persistence.testing.Engine;
import campus.shared.persistence.testing.Race;
import campus.wallet.v1.Account;
import campus.wallet.v1.BatchTransferFundsRequest;
import campus.wallet.v1.CancelOrderRequest;
import campus.wallet.v1.CloseAccountRequest;
import campus.wallet.v1.CreateAccountRequest;
import campus.wallet.v1.CreateOrderRequest;
import campus.wallet.v1.DepositFundsRequest;
import campus.wallet.v1.Entry;
import campus.wallet.v1.GetAccountRequest;
import campus.wallet.v1.GetBalanceRequest;
import campus.wallet.v1.GetOrderRequest;
import campus.wallet.v1.GetTransferRequest;
import campus.wallet.v1.ListAccountsRequest;
import campus.wallet.v1.ListEntriesRequest;
import campus.wallet.v1.ListOrdersRequest;
import campus.wallet.v1.ListTransfersRequest;
import campus.wallet.v1.Order;
import campus.wallet.v1.OrderItem;
import campus.wallet.v1.PayOrderRequest;
import campus.wallet.v1.ReverseTransferRequest;
import campus.wallet.v1.Transfer;
import campus.wallet.v1.WithdrawFundsRequest;
import com.google.protobuf.FieldMask;
import com.google.protobuf.Timestamp;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Money over the wire, with everything that can be wrong about it. */
class WalletIT {

  private static final RunningCampus CAMPUS = RunningCampus.shared(Engine.POSTGRES_18);
  private static final Wallet CASHIER = Wallet.of(cashier());

  private final Client adaClient = CAMPUS.newUser();
  private final Wallet ada = Wallet.of(adaClient);
  private final Wallet bob = Wallet.of(CAMPUS.newUser());

  private static Client cashier() {
    var client = CAMPUS.newUser();
    CAMPUS.grant(client.user().getUsername(), "CASHIER");
    return client;
  }

  private static Account funded(Wallet owner, String amount) {
    var account = owner.open(amount.substring(amount.indexOf(' ') + 1));
    var _ = CASHIER.deposit(account, amount);
    return account;
  }

  @Test
  void moneyComesInMovesAndGoesOut() {
    var from = funded(ada, "100.00 EUR");
    var to = bob.open("EUR");

    var transfer =
        ada.transfers()
            .transferFunds(
                transferOf(from, to, "10.50 EUR").toBuilder().setDescription("Lunch").build());
    var _ =
        CASHIER
            .accounts()
            .withdrawFunds(
                WithdrawFundsRequest.newBuilder()
                    .setName(to.getName())
                    .setAmount(money("0.50 EUR"))
                    .setRequestId(newId())
                    .build());

    assertThat(transfer.getFromAccount().getName()).isEqualTo(from.getName());
    assertThat(transfer.getToAccount().getName()).isEqualTo(to.getName());
    assertThat(transfer.getAmount()).isEqualTo(money("10.50 EUR"));
    assertThat(ada.balance(from)).isEqualTo("89.50 EUR");
    assertThat(bob.balance(to)).isEqualTo("10.00 EUR");
    var entries = entries(bob, to.getName(), "number desc");
    assertThat(entries).extracting(Entry::getNumber).containsExactly(2L, 1L);
    assertThat(entries)
        .extracting(entry -> text(entry.getAmount()) + ", " + text(entry.getBalanceAfter()))
        .containsExactly("-0.50 EUR, 10.00 EUR", "10.50 EUR, 10.50 EUR");
    assertThat(CAMPUS.admin())
        .satisfies(admin -> assertThat(Wallet.of(admin).verify().getConsistent()).isTrue());
  }

  private static List<Entry> entries(Wallet wallet, String parent, String order) {
    return wallet
        .accounts()
        .listEntries(ListEntriesRequest.newBuilder().setParent(parent).setOrderBy(order).build())
        .getEntriesList();
  }

  @Test
  void aRequestIdMovesMoneyOnce() {
    var from = funded(ada, "10.00 EUR");
    var to = bob.open("EUR");
    var request = transferOf(from, to, "4.00 EUR");

    var first = ada.transfers().transferFunds(request);

    assertThat(ada.transfers().transferFunds(request)).isEqualTo(first);
    assertThat(ada.balance(from)).isEqualTo("6.00 EUR");
    FailedCall.of(() ->
            ada.transfers().transferFunds(request.toBuilder().setAmount(money("5.00 EUR")).build()))
        .is(Code.INVALID_ARGUMENT, "REQUEST_ID_REUSED");
    FailedCall.of(() -> ada.transfers().transferFunds(request.toBuilder().clearRequestId().build()))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("request_id");
    FailedCall.of(() ->
            CASHIER
                .accounts()
                .depositFunds(
                    DepositFundsRequest.newBuilder()
                        .setName(to.getName())
                        .setAmount(money("1.00 EUR"))
                        .build()))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("request_id");
  }

  @Test
  void nothingComesInAndNothingGoesOut() {
    var account = funded(ada, "10.00 EUR");

    for (var amount : List.of("0.00 EUR", "-1.00 EUR")) {
      FailedCall.of(() -> CASHIER.deposit(account, amount))
          .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
          .names("amount");
      FailedCall.of(() ->
              CASHIER
                  .accounts()
                  .withdrawFunds(
                      WithdrawFundsRequest.newBuilder()
                          .setName(account.getName())
                          .setAmount(money(amount))
                          .setRequestId(newId())
                          .build()))
          .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
          .names("amount");
    }
    assertThat(ada.balance(account)).isEqualTo("10.00 EUR");
  }

  @Test
  void whatIsWrongWithATransfer() {
    var from = funded(ada, "10.00 EUR");
    var to = bob.open("EUR");
    var transfer = transferOf(from, to, "1.00 EUR");

    var tooMuch =
        FailedCall.of(() -> ada.transfer(from, to, "15.50 EUR"))
            .is(Code.FAILED_PRECONDITION, "INSUFFICIENT_FUNDS");
    assertThat(tooMuch.message()).contains("5.50 EUR");
    FailedCall.of(() -> ada.transfer(from, from, "1.00 EUR"))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("to_account");
    FailedCall.of(() -> ada.transfer(from, to, "0.00 EUR"))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("amount");
    FailedCall.of(() -> ada.transfer(from, to, "-1.00 EUR"))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("amount");
    FailedCall.of(() -> ada.transfer(from, to, "1 JPY"))
        .is(Code.FAILED_PRECONDITION, "CURRENCY_MISMATCH");
    FailedCall.of(() -> ada.transfer(from, bob.open("USD"), "1.00 EUR"))
        .is(Code.FAILED_PRECONDITION, "CURRENCY_MISMATCH");
    FailedCall.of(() -> bob.transfer(from, to, "1.00 EUR"))
        .is(Code.PERMISSION_DENIED, "NOT_ALLOWED");
    var nobody = "accounts/" + UUID.randomUUID();
    FailedCall.of(
            () -> ada.transfers().transferFunds(transfer.toBuilder().setToAccount(nobody).build()))
        .is(Code.NOT_FOUND, "RESOURCE_NOT_FOUND")
        .isAbout(nobody);
    for (var amount :
        Map.of(
                "amount.currency_code",
                transfer.getAmount().toBuilder().setCurrencyCode("XXX").build(),
                "amount.nanos",
                transfer.getAmount().toBuilder().setNanos(1).build(),
                "amount.units",
                transfer.getAmount().toBuilder().setUnits(Long.MAX_VALUE).build())
            .entrySet()) {
      FailedCall.of(() ->
              ada.transfers()
                  .transferFunds(transfer.toBuilder().setAmount(amount.getValue()).build()))
          .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
          .names(amount.getKey());
    }
    assertThat(ada.balance(from)).isEqualTo("10.00 EUR");
  }

  @Test
  void foreignAccountsAreNobodyElsesBusiness() {
    var account = funded(ada, "10.00 EUR");
    var get = GetAccountRequest.newBuilder().setName(account.getName()).build();

    FailedCall.of(() -> bob.accounts().getAccount(get)).is(Code.PERMISSION_DENIED, "NOT_ALLOWED");
    FailedCall.of(() -> entries(bob, account.getName(), ""))
        .is(Code.PERMISSION_DENIED, "NOT_ALLOWED");
    FailedCall.of(() ->
            bob.accounts()
                .getBalance(GetBalanceRequest.newBuilder().setName(account.getName()).build()))
        .is(Code.PERMISSION_DENIED, "NOT_ALLOWED");
    FailedCall.of(() -> bob.accounts().closeAccount(close(account)))
        .is(Code.PERMISSION_DENIED, "NOT_ALLOWED");
    FailedCall.of(() -> bob.open(adaClient.name(), "EUR"))
        .is(Code.PERMISSION_DENIED, "NOT_ALLOWED");
    FailedCall.of(() -> ada.deposit(account, "1.00 EUR")).is(Code.PERMISSION_DENIED, "NOT_ALLOWED");
    FailedCall.of(() ->
            bob.accounts()
                .getAccount(
                    GetAccountRequest.newBuilder()
                        .setName("accounts/" + UUID.randomUUID())
                        .build()))
        .is(Code.NOT_FOUND, "RESOURCE_NOT_FOUND");
    assertThat(bob.accounts().listAccounts(ListAccountsRequest.getDefaultInstance()))
        .satisfies(page -> assertThat(page.getAccountsCount()).isZero());
    assertThat(CASHIER.balance(account)).isEqualTo("10.00 EUR");
    assertThat(entries(bob, "accounts/-", "")).isEmpty();
  }

  private static CloseAccountRequest close(Account account) {
    return CloseAccountRequest.newBuilder().setName(account.getName()).build();
  }

  @Test
  void accountsAreOpenedByTheirOwnersAndClosedWhenEmpty() {
    var account = ada.open("EUR");
    assertThat(account.getBalance()).isEqualTo(money("0.00 EUR"));
    assertThat(account.getState()).isEqualTo(Account.State.OPEN);
    assertThat(account.getOwner().getName()).isEqualTo(adaClient.name());

    var _ = CASHIER.deposit(account, "1.00 EUR");
    FailedCall.of(() -> ada.accounts().closeAccount(close(account)))
        .is(Code.FAILED_PRECONDITION, "ACCOUNT_NOT_EMPTY");
    var _ = ada.transfer(account, bob.open("EUR"), "1.00 EUR");
    assertThat(ada.accounts().closeAccount(close(account)).getState())
        .isEqualTo(Account.State.CLOSED);
    FailedCall.of(() -> ada.accounts().closeAccount(close(account)))
        .is(Code.FAILED_PRECONDITION, "ACCOUNT_CLOSED");
    FailedCall.of(() -> CASHIER.deposit(account, "1.00 EUR"))
        .is(Code.FAILED_PRECONDITION, "ACCOUNT_CLOSED");
    FailedCall.of(() -> ada.open("EURO"))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("account.currency_code");
    FailedCall.of(() -> ada.open("XXX"))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("account.currency_code");
    FailedCall.of(() ->
            ada.accounts()
                .createAccount(
                    CreateAccountRequest.newBuilder().setAccount(Account.newBuilder()).build()))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("account.owner", "account.currency_code");
    var nobody = "users/" + UUID.randomUUID();
    FailedCall.of(() -> CASHIER.open(nobody, "EUR"))
        .is(Code.NOT_FOUND, "RESOURCE_NOT_FOUND")
        .isAbout(nobody);
  }

  @Test
  void aTransferIsReversedOnce() {
    var from = funded(ada, "10.00 EUR");
    var to = bob.open("EUR");
    var transfer = ada.transfer(from, to, "4.00 EUR");
    var request =
        ReverseTransferRequest.newBuilder().setName(transfer.getName()).setRequestId(newId());

    var reversal = CASHIER.transfers().reverseTransfer(request.build());

    assertThat(reversal.getReverses().getName()).isEqualTo(transfer.getName());
    assertThat(CASHIER.transfers().reverseTransfer(request.build())).isEqualTo(reversal);
    assertThat(ada.balance(from)).isEqualTo("10.00 EUR");
    FailedCall.of(() ->
            CASHIER.transfers().reverseTransfer(request.clone().setRequestId(newId()).build()))
        .is(Code.FAILED_PRECONDITION, "ALREADY_REVERSED");
    FailedCall.of(() ->
            CASHIER
                .transfers()
                .reverseTransfer(
                    request.clone().setName(reversal.getName()).setRequestId(newId()).build()))
        .is(Code.FAILED_PRECONDITION, "NOT_REVERSIBLE");
    FailedCall.of(() -> ada.transfers().reverseTransfer(request.build()))
        .is(Code.PERMISSION_DENIED, "NOT_ALLOWED");
    assertThat(get(ada, transfer, "reversed_by").getReversedBy().getName())
        .isEqualTo(reversal.getName());
  }

  private static Transfer get(Wallet wallet, Transfer transfer, String... mask) {
    return wallet
        .transfers()
        .getTransfer(
            GetTransferRequest.newBuilder()
                .setName(transfer.getName())
                .setReadMask(FieldMask.newBuilder().addAllPaths(List.of(mask)))
                .build());
  }

  @Test
  void whatCannotBeTakenBackIsNotReversed() {
    var from = funded(ada, "10.00 EUR");
    var to = bob.open("EUR");
    var transfer = ada.transfer(from, to, "4.00 EUR");
    var _ = bob.transfer(to, from, "1.00 EUR");

    FailedCall.of(() ->
            CASHIER
                .transfers()
                .reverseTransfer(
                    ReverseTransferRequest.newBuilder()
                        .setName(transfer.getName())
                        .setRequestId(newId())
                        .build()))
        .is(Code.FAILED_PRECONDITION, "INSUFFICIENT_FUNDS");
  }

  @Test
  void batchesMoveAllOrNothingInTheirOrder() {
    var first = funded(ada, "10.00 EUR");
    var second = ada.open("EUR");
    var third = bob.open("EUR");
    var chain =
        BatchTransferFundsRequest.newBuilder()
            .setRequestId(newId())
            .addRequests(element(first, second, "10.00 EUR"))
            .addRequests(element(second, third, "7.00 EUR"));

    var made = ada.transfers().batchTransferFunds(chain.build());

    assertThat(made.getTransfersList())
        .extracting(transfer -> text(transfer.getAmount()))
        .containsExactly("10.00 EUR", "7.00 EUR");
    assertThat(ada.transfers().batchTransferFunds(chain.build())).isEqualTo(made);
    assertThat(List.of(ada.balance(first), ada.balance(second), bob.balance(third)))
        .containsExactly("0.00 EUR", "3.00 EUR", "7.00 EUR");
    FailedCall.of(() ->
            ada.transfers()
                .batchTransferFunds(
                    BatchTransferFundsRequest.newBuilder()
                        .setRequestId(newId())
                        .addRequests(element(second, third, "3.00 EUR"))
                        .addRequests(element(second, third, "0.01 EUR"))
                        .build()))
        .is(Code.FAILED_PRECONDITION, "INSUFFICIENT_FUNDS");
    assertThat(ada.balance(second)).isEqualTo("3.00 EUR");
    FailedCall.of(() ->
            ada.transfers()
                .batchTransferFunds(
                    chain
                        .clone()
                        .setRequestId(newId())
                        .addRequests(element(first, first, "1.00 EUR"))
                        .addRequests(transferOf(first, second, "1.00 EUR"))
                        .build()))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("requests[2].to_account", "requests[3].request_id");
  }

  private static campus.wallet.v1.TransferFundsRequest element(
      Account from, Account to, String amount) {
    return transferOf(from, to, amount).toBuilder().clearRequestId().build();
  }

  @Test
  void aTimeWithBadNanosIsRefusedForThem() {
    var account = ada.open("EUR");
    var time = Timestamp.newBuilder().setSeconds(1_700_000_000).setNanos(1_000_000_000);

    FailedCall.of(() ->
            ada.accounts()
                .getBalance(
                    GetBalanceRequest.newBuilder()
                        .setName(account.getName())
                        .setTime(time)
                        .build()))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("time.nanos");
  }

  @Test
  void aForeignAccountDoesNotTellItsCurrency() {
    var mine = funded(ada, "100.00 EUR");
    var theirs = bob.open("JPY");

    var refused =
        List.of(
            FailedCall.of(
                () -> ada.transfers().transferFunds(transferOf(mine, theirs, "1.00 EUR"))),
            FailedCall.of(() -> ada.orders().createOrder(order(mine, theirs, "1.00 EUR", 1))));

    for (var failure : refused) {
      failure.is(Code.FAILED_PRECONDITION, "CURRENCY_MISMATCH");
      assertThat(failure.message()).doesNotContain("JPY");
    }
  }

  @Test
  void ordersArePaidAndPaidBack() {
    var buyer = funded(ada, "100.00 EUR");
    var seller = bob.open("EUR");
    var order = ada.orders().createOrder(order(buyer, seller, "9.99 EUR", 3));

    assertThat(order.getState()).isEqualTo(Order.State.PENDING);
    assertThat(order.getBuyerAccount().getName()).isEqualTo(buyer.getName());
    assertThat(order.getSellerAccount().getName()).isEqualTo(seller.getName());
    assertThat(order.getTotal()).isEqualTo(money("29.97 EUR"));
    assertThat(order.getItemsList()).extracting(OrderItem::getQuantity).containsExactly(3);
    FailedCall.of(() -> bob.orders().payOrder(pay(order)))
        .is(Code.PERMISSION_DENIED, "NOT_ALLOWED");
    var stranger = Wallet.of(CAMPUS.newUser());
    FailedCall.of(() -> stranger.orders().payOrder(pay(order)))
        .is(Code.NOT_FOUND, "RESOURCE_NOT_FOUND");
    FailedCall.of(() ->
            stranger
                .orders()
                .getOrder(GetOrderRequest.newBuilder().setName(order.getName()).build()))
        .is(Code.NOT_FOUND, "RESOURCE_NOT_FOUND");

    var paid = ada.orders().payOrder(pay(order));

    assertThat(paid.getState()).isEqualTo(Order.State.PAID);
    assertThat(bob.balance(seller)).isEqualTo("29.97 EUR");
    FailedCall.of(() -> ada.orders().payOrder(pay(order)))
        .is(Code.FAILED_PRECONDITION, "ORDER_ALREADY_PAID");
    FailedCall.of(() -> ada.orders().cancelOrder(cancel(order)))
        .is(Code.PERMISSION_DENIED, "NOT_ALLOWED");
    FailedCall.of(() ->
            CASHIER
                .transfers()
                .reverseTransfer(
                    ReverseTransferRequest.newBuilder()
                        .setName(paid.getPayment().getName())
                        .setRequestId(newId())
                        .build()))
        .is(Code.FAILED_PRECONDITION, "NOT_REVERSIBLE");

    var cancelled = bob.orders().cancelOrder(cancel(order));

    assertThat(cancelled.getState()).isEqualTo(Order.State.CANCELLED);
    assertThat(ada.balance(buyer)).isEqualTo("100.00 EUR");
    FailedCall.of(() -> bob.orders().cancelOrder(cancel(order)))
        .is(Code.FAILED_PRECONDITION, "ORDER_CANCELLED");
    var seen =
        ada.orders()
            .getOrder(
                GetOrderRequest.newBuilder()
                    .setName(order.getName())
                    .setReadMask(
                        FieldMask.newBuilder()
                            .addPaths("refund.reverses")
                            .addPaths("seller_account.balance")
                            .addPaths("items.unit_price"))
                    .build());
    assertThat(seen.getRefund().getReverses().getName()).isEqualTo(paid.getPayment().getName());
    assertThat(seen.getItems(0).getUnitPrice()).isEqualTo(money("9.99 EUR"));
    assertThat(seen.getSellerAccount())
        .as("the name of it, and nothing else")
        .isEqualTo(Account.newBuilder().setName(seller.getName()).build());
  }

  @Test
  void ordersThatCannotBe() {
    var buyer = funded(ada, "1.00 EUR");
    var seller = bob.open("EUR");

    FailedCall.of(() -> bob.orders().createOrder(order(buyer, seller, "1.00 EUR", 1)))
        .is(Code.PERMISSION_DENIED, "NOT_ALLOWED");
    FailedCall.of(() -> ada.orders().createOrder(order(buyer, seller, "1 JPY", 1)))
        .is(Code.FAILED_PRECONDITION, "CURRENCY_MISMATCH");
    FailedCall.of(() -> ada.orders().createOrder(order(buyer, seller, "0.00 EUR", 1)))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("order.items");
    FailedCall.of(() -> ada.orders().createOrder(order(buyer, seller, "1.00 EUR", 0)))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("order.items[0].quantity");
    FailedCall.of(() -> ada.orders().createOrder(order(buyer, buyer, "1.00 EUR", 1)))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("order.seller_account");
    FailedCall.of(() ->
            ada.orders()
                .createOrder(CreateOrderRequest.newBuilder().setOrder(Order.newBuilder()).build()))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("order.buyer_account", "order.seller_account", "order.items");
    var dear = ada.orders().createOrder(order(buyer, seller, "5.00 EUR", 1));
    FailedCall.of(() -> ada.orders().payOrder(pay(dear)))
        .is(Code.FAILED_PRECONDITION, "INSUFFICIENT_FUNDS");
    assertThat(ada.orders().cancelOrder(cancel(dear)).getState()).isEqualTo(Order.State.CANCELLED);
  }

  static CreateOrderRequest order(Account buyer, Account seller, String price, int quantity) {
    return CreateOrderRequest.newBuilder()
        .setRequestId(newId())
        .setOrder(
            Order.newBuilder()
                .setBuyerAccount(Account.newBuilder().setName(buyer.getName()))
                .setSellerAccount(Account.newBuilder().setName(seller.getName()))
                .addItems(
                    OrderItem.newBuilder()
                        .setDescription("A book")
                        .setQuantity(quantity)
                        .setUnitPrice(money(price))))
        .build();
  }

  static PayOrderRequest pay(Order order) {
    return PayOrderRequest.newBuilder().setName(order.getName()).setRequestId(newId()).build();
  }

  static CancelOrderRequest cancel(Order order) {
    return CancelOrderRequest.newBuilder().setName(order.getName()).setRequestId(newId()).build();
  }

  @Test
  void whatWasHeldAtATime() {
    var account = funded(ada, "10.00 EUR");
    var _ = CASHIER.deposit(account, "5.00 EUR");
    var entries = entries(ada, account.getName(), "number");
    var request = GetBalanceRequest.newBuilder().setName(account.getName());

    assertThat(text(ada.accounts().getBalance(request.build()).getBalance()))
        .isEqualTo("15.00 EUR");
    assertThat(
            text(
                ada.accounts()
                    .getBalance(request.clone().setTime(entries.getFirst().getCreateTime()).build())
                    .getBalance()))
        .isEqualTo("10.00 EUR");
    assertThat(
            text(
                ada.accounts()
                    .getBalance(request.clone().setTime(account.getCreateTime()).build())
                    .getBalance()))
        .isEqualTo("0.00 EUR");
  }

  @Test
  void listsFilterByMoneyAndAcrossRelations() {
    var account = funded(ada, "10.00 EUR");
    var to = bob.open("EUR");
    var small = ada.transfer(account, to, "1.00 EUR");
    var large = ada.transfer(account, to, "5.00 EUR");

    assertThat(
            ada.transfers()
                .listTransfers(
                    ListTransfersRequest.newBuilder()
                        .setFilter("amount >= \"1.00 EUR\" AND amount < \"10.00 EUR\"")
                        .setOrderBy("create_time desc")
                        .setTotalSize(true)
                        .build())
                .getTransfersList())
        .extracting(Transfer::getName)
        .containsExactly(large.getName(), small.getName());
    assertThat(
            ada.accounts()
                .listEntries(
                    ListEntriesRequest.newBuilder()
                        .setParent("accounts/-")
                        .setFilter("amount < \"0.00 EUR\" AND transfer.amount = \"5.00 EUR\"")
                        .build())
                .getEntriesList())
        .extracting(entry -> entry.getTransfer().getName())
        .containsExactly(large.getName());
    assertThat(
            ada.accounts()
                .listAccounts(
                    ListAccountsRequest.newBuilder()
                        .setFilter("balance > \"3.00 EUR\" AND entries.amount:\"10.00 EUR\"")
                        .setReadMask(
                            FieldMask.newBuilder()
                                .addPaths("owner.username")
                                .addPaths("entries.number"))
                        .build())
                .getAccountsList())
        .singleElement()
        .satisfies(found -> {
          assertThat(found.getOwner().getUsername()).isEqualTo(adaClient.user().getUsername());
          assertThat(found.getEntriesList())
              .extracting(Entry::getNumber)
              .containsExactly(3L, 2L, 1L);
        });
    FailedCall.of(() ->
            ada.transfers()
                .listTransfers(
                    ListTransfersRequest.newBuilder().setFilter("amount > \"1.001 EUR\"").build()))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("filter");
    assertThat(ada.orders().listOrders(ListOrdersRequest.newBuilder().setTotalSize(true).build()))
        .satisfies(page -> assertThat(page.getTotalSize()).isZero());
  }

  @Test
  void usersWhoMovedMoneyStay() {
    var careful = CAMPUS.newUser();
    var account = Wallet.of(careful).open("EUR");
    var empty = funded(ada, "1.00 EUR");
    var _ = Wallet.of(careful).orders().createOrder(order(account, empty, "1.00 EUR", 1));
    var delete = DeleteUserRequest.newBuilder().setName("users/me").build();

    assertThat(careful.users().deleteUser(delete)).isNotNull();

    var failure =
        FailedCall.of(() -> adaClient.users().deleteUser(delete))
            .is(Code.FAILED_PRECONDITION, "ACCOUNTS_HAVE_ENTRIES");
    assertThat(failure.message()).contains(empty.getName());
  }

  private static void withdraw(Account account, String amount) {
    var _ =
        CASHIER
            .accounts()
            .withdrawFunds(
                WithdrawFundsRequest.newBuilder()
                    .setName(account.getName())
                    .setAmount(money(amount))
                    .setRequestId(newId())
                    .build());
  }

  private static List<String> tracesOf(Client user) {
    return CAMPUS.query(
        """
        SELECT 'account' FROM accounts WHERE owner_id = ?
        UNION ALL SELECT 'transfer' FROM transfers WHERE ? IN (from_owner_id, to_owner_id)
        UNION ALL SELECT 'order' FROM orders WHERE ? IN (buyer_owner_id, seller_owner_id)
        """,
        user.id(),
        user.id(),
        user.id());
  }

  @Test
  void erasedUsersLeaveTheirBooksOnly() {
    var account = funded(ada, "10.00 EUR");
    var unused = ada.open("USD");
    var other = bob.open("EUR");
    var transfer = ada.transfer(account, other, "4.00 EUR");
    var order = ada.orders().createOrder(order(account, other, "1.00 EUR", 1));
    var _ =
        ada.orders()
            .payOrder(
                PayOrderRequest.newBuilder()
                    .setName(order.getName())
                    .setRequestId(newId())
                    .build());
    var erase = DeleteUserRequest.newBuilder().setName("users/me").setErase(true).build();

    var failure =
        FailedCall.of(() -> adaClient.users().deleteUser(erase))
            .is(Code.FAILED_PRECONDITION, "ACCOUNT_NOT_EMPTY");
    assertThat(failure.message()).contains(account.getName(), "5.00 EUR");
    withdraw(account, "5.00 EUR");
    assertThat(tracesOf(adaClient)).contains("account", "transfer", "order");
    var _ = adaClient.users().deleteUser(erase);

    assertThat(tracesOf(adaClient)).isEmpty();
    var kept =
        CASHIER
            .accounts()
            .getAccount(
                GetAccountRequest.newBuilder()
                    .setName(account.getName())
                    .setReadMask(FieldMasks.mask("*", "owner", "entries.amount"))
                    .build());
    assertThat(kept.hasOwner()).isFalse();
    assertThat(kept.getState()).isEqualTo(Account.State.CLOSED);
    assertThat(kept.getEntriesCount()).isEqualTo(4);
    FailedCall.of(() -> CASHIER.balance(unused)).is(Code.NOT_FOUND, "RESOURCE_NOT_FOUND");
    FailedCall.of(() -> bob.transfer(other, account, "1.00 EUR"))
        .is(Code.FAILED_PRECONDITION, "ACCOUNT_CLOSED");
    // The other side sees what it saw before.
    assertThat(
            bob.transfers()
                .getTransfer(GetTransferRequest.newBuilder().setName(transfer.getName()).build())
                .getFromAccount()
                .getName())
        .isEqualTo(account.getName());
    assertThat(entries(bob, other.getName(), "number")).hasSize(2);
    // Deposits still find the house.
    assertThat(bob.balance(other)).isEqualTo("5.00 EUR");
    var _ = CASHIER.deposit(other, "1.00 EUR");
    assertThat(Wallet.of(CAMPUS.admin()).verify().getViolationsList()).isEmpty();
  }

  @Test
  void erasingMeetsMoneyAndNewAccounts() {
    for (int round = 0; round < 15; round++) {
      var user = CAMPUS.newUser();
      var account = funded(Wallet.of(user), "1.00 EUR");
      withdraw(account, "1.00 EUR");
      var erase = DeleteUserRequest.newBuilder().setName(user.name()).setErase(true).build();

      var race =
          Race.of(
              () -> {
                var _ = CAMPUS.admin().users().deleteUser(erase);
              },
              () -> {
                var _ = CASHIER.deposit(account, "2.00 EUR");
              },
              () -> {
                var _ = CASHIER.open(user.name(), "EUR");
              });

      boolean erased = race.results().contains(0);
      assertThat(race.errors())
          .extracting(error -> FailedCall.of((StatusRuntimeException) error).reason())
          .isSubsetOf("ACCOUNT_NOT_EMPTY", "ACCOUNT_CLOSED", "RESOURCE_NOT_FOUND", "CONFLICT");
      assertThat(race.results().contains(1)).isNotEqualTo(erased);
      assertThat(CASHIER.balance(account)).isEqualTo(erased ? "0.00 EUR" : "2.00 EUR");
      assertThat(tracesOf(user).isEmpty()).isEqualTo(erased);
    }
    assertThat(Wallet.of(CAMPUS.admin()).verify().getViolationsList()).isEmpty();
  }

  @Test
  void theLedgerIsForAdministrators() {
    FailedCall.of(CASHIER::verify).is(Code.PERMISSION_DENIED, "NOT_ALLOWED");
    FailedCall.of(() -> Wallet.of(CAMPUS.anonymous()).open("EUR"))
        .is(Code.UNAUTHENTICATED, "SIGN_IN_REQUIRED");
  }
}
