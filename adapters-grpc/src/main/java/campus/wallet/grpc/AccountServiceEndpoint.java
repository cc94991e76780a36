package campus.wallet.grpc;

import static campus.wallet.application.WalletResources.ACCOUNT;
import static campus.wallet.application.WalletResources.ENTRY;
import static campus.wallet.grpc.WalletProtos.account;
import static campus.wallet.grpc.WalletProtos.movable;
import static campus.wallet.grpc.WalletProtos.nameOf;

import campus.identity.application.IdentityResources;
import campus.shared.domain.Currency;
import campus.shared.domain.InvalidRequest;
import campus.shared.domain.NotFound;
import campus.shared.grpc.Answers;
import campus.shared.grpc.Callers;
import campus.shared.grpc.Names;
import campus.shared.grpc.SharedProtos;
import campus.shared.grpc.StandardMethods;
import campus.wallet.application.AccountUseCases;
import campus.wallet.application.WalletUseCases;
import campus.wallet.v1.Account;
import campus.wallet.v1.AccountServiceGrpc.AccountServiceImplBase;
import campus.wallet.v1.CloseAccountRequest;
import campus.wallet.v1.CreateAccountRequest;
import campus.wallet.v1.DepositFundsRequest;
import campus.wallet.v1.GetAccountRequest;
import campus.wallet.v1.GetBalanceRequest;
import campus.wallet.v1.GetBalanceResponse;
import campus.wallet.v1.ListAccountsRequest;
import campus.wallet.v1.ListAccountsResponse;
import campus.wallet.v1.ListEntriesRequest;
import campus.wallet.v1.ListEntriesResponse;
import campus.wallet.v1.Transfer;
import campus.wallet.v1.WithdrawFundsRequest;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

@Singleton
final class AccountServiceEndpoint extends AccountServiceImplBase {

  private static final Account MESSAGE = Account.getDefaultInstance();
  private static final Transfer TRANSFER_MESSAGE = Transfer.getDefaultInstance();

  private final AccountUseCases accounts;
  private final StandardMethods methods;
  private final Clock clock;

  AccountServiceEndpoint(WalletUseCases wallet, StandardMethods methods, Clock clock) {
    this.accounts = wallet.accounts();
    this.methods = methods;
    this.clock = clock;
  }

  @Override
  public void getAccount(GetAccountRequest request, StreamObserver<Account> answer) {
    var id = account("name", request.getName());
    try {
      Answers.one(answer, methods.get(ACCOUNT, MESSAGE, request.getName(), request.getReadMask()));
    } catch (NotFound e) {
      // An account is no secret, what it holds is.
      accounts.requireVisible(Callers.current(), id);
      throw e;
    }
  }

  @Override
  public void listAccounts(
      ListAccountsRequest request, StreamObserver<ListAccountsResponse> answer) {
    Answers.one(answer, methods.list(ACCOUNT, request, ListAccountsResponse.getDefaultInstance()));
  }

  @Override
  public void createAccount(CreateAccountRequest request, StreamObserver<Account> answer) {
    var account = request.getAccount();
    var owner =
        Names.user(
            Names.parse(
                IdentityResources.USER, "account.owner.name", account.getOwner().getName()));
    var currency = currency(account.getCurrencyCode());
    Answers.one(
        answer, methods.create(request, MESSAGE, () -> nameOf(accounts.open(owner, currency))));
  }

  private static Currency currency(String code) {
    var currency = Currency.find(code);
    if (currency == null) {
      throw new InvalidRequest("account.currency_code", "must be a currency of ISO 4217, like EUR");
    }
    return currency;
  }

  @Override
  public void closeAccount(CloseAccountRequest request, StreamObserver<Account> answer) {
    var id = account("name", request.getName());
    Answers.one(
        answer,
        methods.change(request, MESSAGE, nameOf(id), () -> accounts.close(Callers.current(), id)));
  }

  @Override
  public void depositFunds(DepositFundsRequest request, StreamObserver<Transfer> answer) {
    var id = account("name", request.getName());
    var amount = movable(request.getAmount());
    Answers.one(
        answer,
        methods.create(
            request,
            TRANSFER_MESSAGE,
            () -> nameOf(accounts.deposit(id, amount, request.getDescription()))));
  }

  @Override
  public void withdrawFunds(WithdrawFundsRequest request, StreamObserver<Transfer> answer) {
    var id = account("name", request.getName());
    var amount = movable(request.getAmount());
    Answers.one(
        answer,
        methods.create(
            request,
            TRANSFER_MESSAGE,
            () -> nameOf(accounts.withdraw(id, amount, request.getDescription()))));
  }

  @Override
  public void listEntries(ListEntriesRequest request, StreamObserver<ListEntriesResponse> answer) {
    var page = methods.list(ENTRY, request, ListEntriesResponse.getDefaultInstance());
    // The entries of somebody else are none; that they are somebody else's is worth an error.
    if (page.getEntriesCount() == 0 && !request.getParent().equals("accounts/-")) {
      accounts.requireVisible(Callers.current(), account("parent", request.getParent()));
    }
    Answers.one(answer, page);
  }

  @Override
  public void getBalance(GetBalanceRequest request, StreamObserver<GetBalanceResponse> answer) {
    var id = account("name", request.getName());
    var time =
        request.hasTime()
            ? SharedProtos.instant("time", request.getTime())
            : clock.instant().truncatedTo(ChronoUnit.MICROS);
    var balance = accounts.balanceAt(Callers.current(), id, time);
    Answers.one(
        answer,
        GetBalanceResponse.newBuilder()
            .setBalance(SharedProtos.money(balance))
            .setTime(SharedProtos.timestamp(time))
            .build());
  }
}
