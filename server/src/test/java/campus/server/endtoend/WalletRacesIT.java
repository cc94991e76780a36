package campus.server.endtoend;

import static campus.server.endtoend.Wallet.newId;
import static campus.server.endtoend.Wallet.transferOf;
import static org.assertj.core.api.Assertions.assertThat;

import campus.shared.persistence.testing.Engine;
import campus.shared.persistence.testing.TestDatabase;
import campus.wallet.v1.Account;
import campus.wallet.v1.BatchTransferFundsRequest;
import campus.wallet.v1.Order;
import campus.wallet.v1.ReverseTransferRequest;
import campus.wallet.v1.Transfer;
import campus.wallet.v1.TransferFundsRequest;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Many move money at once, through two servers on one database: no deadlock comes out, no account
 * goes below zero, nothing is lost or made, and each request has one effect.
 */
@ParameterizedClass
@EnumSource(Engine.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WalletRacesIT {

  private static final int CALLERS = 16;
  private static final int CALLS = 25;

  @Parameter Engine engine = Engine.POSTGRES_18;

  private final List<RunningCampus> servers = new ArrayList<>();
  private final List<Wallet> wallets = new ArrayList<>();

  @BeforeAll
  void start() {
    var database = TestDatabase.create(engine).jdbcUrl();
    for (int i = 0; i < 2; i++) {
      servers.add(RunningCampus.on(database, Map.of()));
    }
    var admin = servers.getFirst().admin();
    servers.forEach(server -> wallets.add(Wallet.of(server.anonymous().withToken(admin.token()))));
  }

  @AfterAll
  void stop() {
    servers.forEach(RunningCampus::close);
  }

  @AfterEach
  void theBooksAreRight() {
    assertThat(wallets.getFirst().verify().getViolationsList()).isEmpty();
  }

  private Account account(String amount) {
    var account = wallets.getFirst().open("EUR");
    if (!amount.equals("0.00 EUR")) {
      var _ = wallets.getFirst().deposit(account, amount);
    }
    return account;
  }

  private List<Account> accounts(int count, String amount) {
    var accounts = new ArrayList<Account>();
    for (int i = 0; i < count; i++) {
      accounts.add(account(amount));
    }
    return accounts;
  }

  /** A call through one of the servers. */
  private interface Work {
    void run(Wallet wallet, Random random, int call);
  }

  /** Does work many times at once; tells how often each came of it. */
  private Map<String, Integer> race(int calls, Work work) throws Exception {
    var outcomes = new TreeMap<String, Integer>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var callers = new ArrayList<Callable<List<String>>>();
      for (int c = 0; c < CALLERS; c++) {
        int caller = c;
        callers.add(() -> {
          var random = new Random(caller);
          var seen = new ArrayList<String>();
          for (int call = 0; call < calls; call++) {
            seen.add(outcome(work, wallets.get(caller % 2), random, caller * calls + call));
          }
          return seen;
        });
      }
      for (var caller : threads.invokeAll(callers)) {
        caller.get().forEach(outcome -> outcomes.merge(outcome, 1, Integer::sum));
      }
    }
    return outcomes;
  }

  private static String outcome(Work work, Wallet wallet, Random random, int call) {
    try {
      work.run(wallet, random, call);
      return "OK";
    } catch (StatusRuntimeException e) {
      return FailedCall.of(e).reason();
    }
  }

  @Test
  void transfersBetweenAnyTwo() throws Exception {
    var accounts = accounts(6, "5.00 EUR");

    var outcomes =
        race(
            CALLS,
            (wallet, random, _) -> {
              int from = random.nextInt(6);
              int to = (from + 1 + random.nextInt(5)) % 6;
              var _ =
                  wallet.transfer(
                      accounts.get(from), accounts.get(to), (1 + random.nextInt(3)) + ".00 EUR");
            });

    assertThat(outcomes).containsOnlyKeys("OK", "INSUFFICIENT_FUNDS");
  }

  @Test
  void allIntoOneAccount() throws Exception {
    var sources = accounts(CALLERS, "25.00 EUR");
    var one = account("0.00 EUR");

    var outcomes =
        race(
            CALLS,
            (wallet, _, call) -> {
              var _ = wallet.transfer(sources.get(call / CALLS), one, "1.00 EUR");
            });

    assertThat(outcomes).isEqualTo(Map.of("OK", CALLERS * CALLS));
    assertThat(wallets.getFirst().balance(one)).isEqualTo(CALLERS * CALLS + ".00 EUR");
  }

  @Test
  void inOppositeDirections() throws Exception {
    var pair = accounts(2, "1000.00 EUR");

    var outcomes =
        race(
            CALLS,
            (wallet, _, call) -> {
              var _ = wallet.transfer(pair.get(call % 2), pair.get(1 - call % 2), "1.00 EUR");
            });

    assertThat(outcomes).isEqualTo(Map.of("OK", CALLERS * CALLS));
  }

  @Test
  void batchesAmongSingleOnes() throws Exception {
    var accounts = accounts(5, "50.00 EUR");

    var outcomes =
        race(
            10,
            (wallet, random, call) -> {
              if (call % 2 == 0) {
                var batch = BatchTransferFundsRequest.newBuilder().setRequestId(newId());
                for (int i = 0; i < 8; i++) {
                  batch.addRequests(someTransfer(accounts, random).toBuilder().clearRequestId());
                }
                var _ = wallet.transfers().batchTransferFunds(batch.build());
              } else {
                var _ = wallet.transfers().transferFunds(someTransfer(accounts, random));
              }
            });

    assertThat(outcomes.keySet()).isSubsetOf("OK", "INSUFFICIENT_FUNDS").contains("OK");
  }

  private static TransferFundsRequest someTransfer(List<Account> accounts, Random random) {
    int from = random.nextInt(accounts.size());
    int to = (from + 1 + random.nextInt(accounts.size() - 1)) % accounts.size();
    return transferOf(accounts.get(from), accounts.get(to), "1.00 EUR");
  }

  @Test
  void onlyWhatIsThereIsSpent() throws Exception {
    var one = account("10.00 EUR");
    var others = accounts(2, "0.00 EUR");

    var outcomes =
        race(
            2,
            (wallet, _, call) -> {
              var _ = wallet.transfer(one, others.get(call % 2), "1.00 EUR");
            });

    assertThat(outcomes).isEqualTo(Map.of("OK", 10, "INSUFFICIENT_FUNDS", 2 * CALLERS - 10));
    assertThat(wallets.getFirst().balance(one)).isEqualTo("0.00 EUR");
  }

  @Test
  void paidAndCancelledAtOnce() throws Exception {
    for (int round = 0; round < 5; round++) {
      var buyer = account("30.00 EUR");
      var seller = account("0.00 EUR");
      var order =
          wallets.getFirst().orders().createOrder(WalletIT.order(buyer, seller, "10.00 EUR", 3));

      var outcomes =
          race(
              1,
              (wallet, _, call) -> {
                var _ =
                    call % 4 < 2
                        ? wallet.orders().payOrder(WalletIT.pay(order))
                        : wallet.orders().cancelOrder(WalletIT.cancel(order));
              });

      assertThat(outcomes.keySet()).isSubsetOf("OK", "ORDER_ALREADY_PAID", "ORDER_CANCELLED");
      // Paid once or not at all, and cancelled once.
      assertThat(outcomes.get("OK")).isBetween(1, 2);
      var state =
          wallets
              .getFirst()
              .orders()
              .getOrder(
                  campus.wallet.v1.GetOrderRequest.newBuilder().setName(order.getName()).build())
              .getState();
      assertThat(state).isEqualTo(Order.State.CANCELLED);
      assertThat(wallets.getFirst().balance(buyer)).isEqualTo("30.00 EUR");
    }
  }

  @Test
  void reversedAtOnce() throws Exception {
    var transfer =
        wallets.getFirst().transfer(account("5.00 EUR"), account("9.00 EUR"), "5.00 EUR");

    var outcomes = race(1, (wallet, _, _) -> reverse(wallet, transfer));

    assertThat(outcomes).isEqualTo(Map.of("OK", 1, "ALREADY_REVERSED", CALLERS - 1));
  }

  private static void reverse(Wallet wallet, Transfer transfer) {
    var _ =
        wallet
            .transfers()
            .reverseTransfer(
                ReverseTransferRequest.newBuilder()
                    .setName(transfer.getName())
                    .setRequestId(newId())
                    .build());
  }

  @Test
  void oneRequestManyTimes() throws Exception {
    var from = account("100.00 EUR");
    var to = account("0.00 EUR");
    var request = transferOf(from, to, "1.00 EUR");
    var answers = java.util.concurrent.ConcurrentHashMap.<Transfer>newKeySet();

    var outcomes =
        race(3, (wallet, _, _) -> answers.add(wallet.transfers().transferFunds(request)));

    assertThat(outcomes).isEqualTo(Map.of("OK", 3 * CALLERS));
    assertThat(answers).hasSize(1);
    assertThat(wallets.getFirst().balance(to)).isEqualTo("1.00 EUR");
  }
}
