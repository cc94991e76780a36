package campus.server.endtoend;

import campus.identity.v1.User;
import campus.shared.domain.value.Money;
import campus.shared.grpc.wire.SharedProtos;
import campus.wallet.v1.Account;
import campus.wallet.v1.AccountServiceGrpc;
import campus.wallet.v1.AccountServiceGrpc.AccountServiceBlockingStub;
import campus.wallet.v1.CreateAccountRequest;
import campus.wallet.v1.DepositFundsRequest;
import campus.wallet.v1.GetAccountRequest;
import campus.wallet.v1.LedgerServiceGrpc;
import campus.wallet.v1.OrderServiceGrpc;
import campus.wallet.v1.OrderServiceGrpc.OrderServiceBlockingStub;
import campus.wallet.v1.Transfer;
import campus.wallet.v1.TransferFundsRequest;
import campus.wallet.v1.TransferServiceGrpc;
import campus.wallet.v1.TransferServiceGrpc.TransferServiceBlockingStub;
import campus.wallet.v1.VerifyLedgerRequest;
import campus.wallet.v1.VerifyLedgerResponse;
import io.grpc.Channel;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** The services of the wallet, as a client calls them. */
record Wallet(Channel channel) {

  private static final int DEADLINE_SECONDS = 60;

  static Wallet of(Client client) {
    return new Wallet(client.channel());
  }

  AccountServiceBlockingStub accounts() {
    return AccountServiceGrpc.newBlockingStub(channel)
        .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
  }

  TransferServiceBlockingStub transfers() {
    return TransferServiceGrpc.newBlockingStub(channel)
        .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
  }

  OrderServiceBlockingStub orders() {
    return OrderServiceGrpc.newBlockingStub(channel)
        .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
  }

  /** Opens an account of one's own. */
  Account open(String currency) {
    return open("users/me", currency);
  }

  /** Opens an account of a user. */
  Account open(String owner, String currency) {
    return accounts()
        .createAccount(
            CreateAccountRequest.newBuilder()
                .setAccount(
                    Account.newBuilder()
                        .setOwner(User.newBuilder().setName(owner))
                        .setCurrencyCode(currency))
                .setRequestId(newId())
                .build());
  }

  /** Pays in: {@code 10.50 EUR}. */
  Transfer deposit(Account account, String amount) {
    return accounts()
        .depositFunds(
            DepositFundsRequest.newBuilder()
                .setName(account.getName())
                .setAmount(money(amount))
                .setRequestId(newId())
                .build());
  }

  Transfer transfer(Account from, Account to, String amount) {
    return transfers().transferFunds(transferOf(from, to, amount));
  }

  /** What the account holds: {@code 10.50 EUR}. */
  String balance(Account account) {
    return text(
        accounts()
            .getAccount(GetAccountRequest.newBuilder().setName(account.getName()).build())
            .getBalance());
  }

  VerifyLedgerResponse verify() {
    return LedgerServiceGrpc.newBlockingStub(channel)
        .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
        .verifyLedger(VerifyLedgerRequest.getDefaultInstance());
  }

  static TransferFundsRequest transferOf(Account from, Account to, String amount) {
    return TransferFundsRequest.newBuilder()
        .setFromAccount(from.getName())
        .setToAccount(to.getName())
        .setAmount(money(amount))
        .setRequestId(newId())
        .build();
  }

  static com.google.type.Money money(String amount) {
    return SharedProtos.money(Objects.requireNonNull(Money.parse(amount), amount));
  }

  static String text(com.google.type.Money money) {
    return SharedProtos.money(money).toString();
  }

  static String newId() {
    return UUID.randomUUID().toString();
  }
}
