package campus.wallet.grpc;

import static campus.wallet.grpc.WalletProtos.account;
import static campus.wallet.grpc.WalletProtos.movable;

import campus.shared.domain.error.InvalidRequest;
import campus.shared.domain.error.NotFound;
import campus.shared.domain.name.Id;
import campus.shared.domain.name.ResourceName;
import campus.shared.domain.name.UserId;
import campus.shared.domain.value.Currency;
import campus.shared.grpc.methods.Endpoint;
import campus.shared.grpc.methods.StandardMethods;
import campus.shared.grpc.wire.Callers;
import campus.shared.grpc.wire.Names;
import campus.shared.grpc.wire.SharedProtos;
import campus.shared.grpc.wire.Violations;
import campus.wallet.application.AccountUseCases;
import campus.wallet.application.AccountUseCases.Opening;
import campus.wallet.application.WalletUseCases;
import campus.wallet.v1.Account;
import campus.wallet.v1.AccountServiceGrpc;
import campus.wallet.v1.BatchCreateAccountsRequest;
import campus.wallet.v1.CloseAccountRequest;
import campus.wallet.v1.CreateAccountRequest;
import campus.wallet.v1.DepositFundsRequest;
import campus.wallet.v1.GetAccountRequest;
import campus.wallet.v1.GetBalanceRequest;
import campus.wallet.v1.GetBalanceResponse;
import campus.wallet.v1.ListEntriesRequest;
import campus.wallet.v1.ListEntriesResponse;
import campus.wallet.v1.WithdrawFundsRequest;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;

@Singleton
final class AccountServiceEndpoint extends Endpoint {

  private final AccountUseCases accounts;
  private final StandardMethods standard;
  private final Clock clock;

  AccountServiceEndpoint(WalletUseCases wallet, StandardMethods standard, Clock clock) {
    super(AccountServiceGrpc.getServiceDescriptor(), standard);
    this.accounts = wallet.accounts();
    this.standard = standard;
    this.clock = clock;
    serve(AccountServiceGrpc.getGetAccountMethod(), this::get);
    write(AccountServiceGrpc.getCreateAccountMethod(), this::create);
    batch(AccountServiceGrpc.getBatchCreateAccountsMethod(), this::batchCreate);
    write(AccountServiceGrpc.getCloseAccountMethod(), this::close);
    write(AccountServiceGrpc.getDepositFundsMethod(), this::deposit);
    write(AccountServiceGrpc.getWithdrawFundsMethod(), this::withdraw);
    serve(AccountServiceGrpc.getListEntriesMethod(), this::listEntries);
    serve(AccountServiceGrpc.getGetBalanceMethod(), this::balance);
  }

  private Account get(GetAccountRequest request) {
    var id = account("name", request.getName());
    try {
      return standard.get(request, Account.getDefaultInstance());
    } catch (NotFound e) {
      // That an account exists is no secret; what it holds is.
      accounts.requireVisible(Callers.current(), id);
      throw e;
    }
  }

  private Write create(CreateAccountRequest request) {
    var opening = opening(request);
    return () -> accounts.open(opening.owner(), opening.currency()).name();
  }

  private Supplier<List<ResourceName>> batchCreate(BatchCreateAccountsRequest request) {
    var openings =
        Violations.each("requests", request.getRequestsList(), AccountServiceEndpoint::opening);
    return () -> accounts.open(openings).stream().map(Id::name).toList();
  }

  private static Opening opening(CreateAccountRequest request) {
    var account = request.getAccount();
    var owner =
        Names.user(Names.parse(UserId.TYPE, "account.owner.name", account.getOwner().getName()));
    return new Opening(owner, currency(account.getCurrencyCode()));
  }

  private static Currency currency(String code) {
    var currency = Currency.find(code);
    if (currency == null) {
      throw new InvalidRequest("account.currency_code", "must be a currency of ISO 4217, like EUR");
    }
    return currency;
  }

  private Write close(CloseAccountRequest request) {
    var id = account("name", request.getName());
    return Write.to(id, () -> accounts.close(Callers.current(), id));
  }

  private Write deposit(DepositFundsRequest request) {
    var id = account("name", request.getName());
    var amount = movable(request.getAmount());
    return () -> accounts.deposit(id, amount, request.getDescription()).name();
  }

  private Write withdraw(WithdrawFundsRequest request) {
    var id = account("name", request.getName());
    var amount = movable(request.getAmount());
    return () -> accounts.withdraw(id, amount, request.getDescription()).name();
  }

  private ListEntriesResponse listEntries(ListEntriesRequest request) {
    try {
      return standard.list(request, ListEntriesResponse.getDefaultInstance());
    } catch (NotFound e) {
      // A foreign account is no secret, but not the caller's.
      accounts.requireVisible(Callers.current(), account("parent", request.getParent()));
      throw e;
    }
  }

  private GetBalanceResponse balance(GetBalanceRequest request) {
    var id = account("name", request.getName());
    var time =
        request.hasTime()
            ? SharedProtos.instant("time", request.getTime())
            : clock.instant().truncatedTo(ChronoUnit.MICROS);
    var balance = accounts.balanceAt(Callers.current(), id, time);
    return GetBalanceResponse.newBuilder()
        .setBalance(SharedProtos.money(balance))
        .setTime(SharedProtos.timestamp(time))
        .build();
  }
}
