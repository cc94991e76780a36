package campus.server.endtoend;

import static campus.server.endtoend.FieldMasks.mask;

import campus.identity.v1.User;
import campus.wallet.v1.Account;
import campus.wallet.v1.BatchCreateAccountsRequest;
import campus.wallet.v1.BatchTransferFundsRequest;
import campus.wallet.v1.CloseAccountRequest;
import campus.wallet.v1.CreateAccountRequest;
import campus.wallet.v1.GetAccountRequest;
import campus.wallet.v1.GetBalanceRequest;
import campus.wallet.v1.GetEntryRequest;
import campus.wallet.v1.GetOrderRequest;
import campus.wallet.v1.GetTransferRequest;
import campus.wallet.v1.ListAccountsRequest;
import campus.wallet.v1.ListEntriesRequest;
import campus.wallet.v1.ListOrdersRequest;
import campus.wallet.v1.ListTransfersRequest;
import campus.wallet.v1.ReverseTransferRequest;
import campus.wallet.v1.WithdrawFundsRequest;

/** What the methods of the wallet may take. Movements have a request id, which costs two. */
final class WalletBudgets {

  private static final String ACCOUNTS = "campus.wallet.v1.AccountService/";
  private static final String TRANSFERS = "campus.wallet.v1.TransferService/";
  private static final String ORDERS = "campus.wallet.v1.OrderService/";

  private WalletBudgets() {}

  static void declare(StatementBudgets budgets) {
    budgets.admin(
        ACCOUNTS + "GetAccount",
        1,
        campus -> {
          var request =
              GetAccountRequest.newBuilder()
                  .setName(funded(campus).getName())
                  .setReadMask(mask("*", "owner.profile", "entries.transfer.from_account"))
                  .build();
          return client -> Wallet.of(client).accounts().getAccount(request);
        });
    budgets.admin(
        ACCOUNTS + "ListAccounts",
        1,
        _ -> client -> Wallet.of(client).accounts().listAccounts(accounts(100)));
    // Account; the answer; and the id of the request.
    budgets.user(ACCOUNTS + "CreateAccount", 4, _ -> client -> Wallet.of(client).open("EUR"));
    budgets.admin(
        ACCOUNTS + "BatchCreateAccounts",
        2,
        campus -> {
          var request = BatchCreateAccountsRequest.newBuilder();
          for (int i = 0; i < 20; i++) {
            request.addRequests(
                CreateAccountRequest.newBuilder()
                    .setAccount(
                        Account.newBuilder()
                            .setOwner(User.newBuilder().setName("users/" + campus.newUser().id()))
                            .setCurrencyCode("EUR")));
          }
          return client -> Wallet.of(client).accounts().batchCreateAccounts(request.build());
        });
    // Account under lock, account; the answer.
    budgets.admin(
        ACCOUNTS + "CloseAccount",
        3,
        campus -> {
          var request =
              CloseAccountRequest.newBuilder()
                  .setName(Wallet.of(campus.admin()).open("EUR").getName())
                  .build();
          return client -> Wallet.of(client).accounts().closeAccount(request);
        });
    // The house, accounts under lock, everything that is written; the answer; the request's id.
    budgets.admin(
        ACCOUNTS + "DepositFunds",
        6,
        campus -> {
          var account = funded(campus);
          return client -> Wallet.of(client).deposit(account, "1.00 EUR");
        });
    budgets.admin(
        ACCOUNTS + "WithdrawFunds",
        6,
        campus -> {
          var request =
              WithdrawFundsRequest.newBuilder()
                  .setName(funded(campus).getName())
                  .setAmount(Wallet.money("1.00 EUR"))
                  .setRequestId(Wallet.newId())
                  .build();
          return client -> Wallet.of(client).accounts().withdrawFunds(request);
        });
    budgets.admin(
        ACCOUNTS + "GetEntry",
        1,
        campus -> {
          var request =
              GetEntryRequest.newBuilder().setName(CollectionBudgets.entry(campus)).build();
          return client -> Wallet.of(client).accounts().getEntry(request);
        });
    // Whether the caller sees the account; the entries.
    budgets.admin(
        ACCOUNTS + "ListEntries",
        2,
        campus -> {
          var request = ListEntriesRequest.newBuilder().setParent(funded(campus).getName()).build();
          return client -> Wallet.of(client).accounts().listEntries(request);
        });
    // Account, its last entry by then.
    budgets.admin(
        ACCOUNTS + "GetBalance",
        2,
        campus -> {
          var request = GetBalanceRequest.newBuilder().setName(funded(campus).getName()).build();
          return client -> Wallet.of(client).accounts().getBalance(request);
        });

    budgets.admin(
        TRANSFERS + "GetTransfer",
        1,
        campus -> {
          var wallet = Wallet.of(campus.admin());
          var request =
              GetTransferRequest.newBuilder()
                  .setName(wallet.deposit(funded(campus), "1.00 EUR").getName())
                  .setReadMask(
                      mask("*", "from_account.owner", "to_account.owner.profile", "reversed_by"))
                  .build();
          return client -> Wallet.of(client).transfers().getTransfer(request);
        });
    budgets.admin(
        TRANSFERS + "ListTransfers",
        1,
        _ ->
            client ->
                Wallet.of(client)
                    .transfers()
                    .listTransfers(ListTransfersRequest.newBuilder().setPageSize(100).build()));
    // Accounts under lock, everything that is written; the answer; the request's id.
    budgets.admin(
        TRANSFERS + "TransferFunds",
        5,
        campus -> {
          var from = funded(campus);
          var to = funded(campus);
          return client -> Wallet.of(client).transfer(from, to, "1.00 EUR");
        });
    budgets.admin(
        TRANSFERS + "BatchTransferFunds",
        5,
        campus -> {
          var from = funded(campus);
          var to = funded(campus);
          var request = BatchTransferFundsRequest.newBuilder().setRequestId(Wallet.newId());
          for (int i = 0; i < 100; i++) {
            request.addRequests(
                Wallet.transferOf(from, to, "0.01 EUR").toBuilder().clearRequestId());
          }
          return client -> Wallet.of(client).transfers().batchTransferFunds(request.build());
        });
    // Transfer, whether it is an order's, accounts under lock, whether it is reversed, everything
    // that is written; the answer; the request's id.
    budgets.admin(
        TRANSFERS + "ReverseTransfer",
        8,
        campus -> {
          var wallet = Wallet.of(campus.admin());
          var transfer = wallet.deposit(funded(campus), "1.00 EUR");
          var request =
              ReverseTransferRequest.newBuilder()
                  .setName(transfer.getName())
                  .setRequestId(Wallet.newId())
                  .build();
          return client -> Wallet.of(client).transfers().reverseTransfer(request);
        });

    budgets.admin(
        ORDERS + "GetOrder",
        1,
        campus -> {
          var wallet = Wallet.of(campus.admin());
          var order =
              wallet
                  .orders()
                  .createOrder(WalletIT.order(funded(campus), funded(campus), "1.00 EUR", 2));
          var request =
              GetOrderRequest.newBuilder()
                  .setName(order.getName())
                  .setReadMask(mask("*", "items.*", "payment.amount", "buyer_account.owner"))
                  .build();
          return client -> Wallet.of(client).orders().getOrder(request);
        });
    budgets.admin(
        ORDERS + "ListOrders",
        1,
        _ ->
            client ->
                Wallet.of(client)
                    .orders()
                    .listOrders(ListOrdersRequest.newBuilder().setPageSize(100).build()));
    // Accounts under lock, order, items; the answer; the request's id.
    budgets.admin(
        ORDERS + "CreateOrder",
        6,
        campus -> {
          var request = WalletIT.order(funded(campus), funded(campus), "1.00 EUR", 2);
          return client -> Wallet.of(client).orders().createOrder(request);
        });
    // Order under lock, accounts under lock, everything that is written, order; the answer; the
    // request's id.
    budgets.admin(
        ORDERS + "PayOrder",
        7,
        campus -> {
          var wallet = Wallet.of(campus.admin());
          var order =
              wallet
                  .orders()
                  .createOrder(WalletIT.order(funded(campus), funded(campus), "1.00 EUR", 2));
          return client -> Wallet.of(client).orders().payOrder(WalletIT.pay(order));
        });
    budgets.admin(
        ORDERS + "CancelOrder",
        7,
        campus -> {
          var wallet = Wallet.of(campus.admin());
          var order =
              wallet
                  .orders()
                  .createOrder(WalletIT.order(funded(campus), funded(campus), "1.00 EUR", 2));
          var _ = wallet.orders().payOrder(WalletIT.pay(order));
          return client -> Wallet.of(client).orders().cancelOrder(WalletIT.cancel(order));
        });
    budgets.admin(
        "campus.wallet.v1.LedgerService/VerifyLedger",
        1,
        _ -> client -> Wallet.of(client).verify());
  }

  private static ListAccountsRequest accounts(int size) {
    return ListAccountsRequest.newBuilder().setPageSize(size).build();
  }

  static Account funded(RunningCampus campus) {
    var wallet = Wallet.of(campus.admin());
    var account = wallet.open("EUR");
    var _ = wallet.deposit(account, "100.00 EUR");
    return account;
  }
}
