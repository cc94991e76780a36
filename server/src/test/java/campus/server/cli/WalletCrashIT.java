package campus.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import campus.identity.v1.AuthServiceGrpc;
import campus.identity.v1.RegisterRequest;
import campus.identity.v1.User;
import campus.server.cli.TransferHistory.Entry;
import campus.server.cli.TransferHistory.Operation;
import campus.server.cli.TransferHistory.Outcome;
import campus.server.testing.Condition;
import campus.server.testing.RestartablePostgres;
import campus.wallet.v1.Account;
import campus.wallet.v1.AccountServiceGrpc;
import campus.wallet.v1.CreateAccountRequest;
import campus.wallet.v1.DepositFundsRequest;
import campus.wallet.v1.LedgerServiceGrpc;
import campus.wallet.v1.TransferFundsRequest;
import campus.wallet.v1.TransferServiceGrpc;
import campus.wallet.v1.VerifyLedgerRequest;
import com.google.type.Money;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients move money while the server is killed twenty times and the database five times: what was
 * answered is there once, what was not is there once or not at all, and all of it at one moment
 * between call and answer.
 */
@Order(1) // takes the longest
class WalletCrashIT {

  private static final int CLIENTS = 8;
  private static final int ACCOUNTS = 6;
  private static final int SERVER_KILLS = 20;
  private static final int DATABASE_KILLS = 5;

  /** How long a call is repeated: on a busy machine a start takes its time. */
  private static final int PATIENCE_SECONDS = 120;

  /** How many transfers are answered between two kills. */
  private static final int TRANSFERS = 30;

  @TempDir private static Path home = Path.of("");

  private final ConcurrentLinkedQueue<Operation> history = new ConcurrentLinkedQueue<>();
  private final AtomicInteger answered = new AtomicInteger();
  private final List<String> accounts = new ArrayList<>();
  private String house = "";
  private volatile boolean goOn = true;

  @Test
  void killedTimeAndAgain() throws Exception {
    var postgres = RestartablePostgres.in(home);
    int port = RestartablePostgres.freePort();
    var environment =
        Map.of(
            "CAMPUS_DATABASE_URL", postgres.jdbcUrl(),
            "CAMPUS_DATABASE_USER", "postgres",
            "CAMPUS_GRPC_PORT", String.valueOf(port));
    var server = CampusProcess.serve(home, environment);
    var channel = ManagedChannelBuilder.forAddress("localhost", port).usePlaintext().build();
    try {
      var cashier = cashier(channel, environment);
      openAccounts(cashier);
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        var clients = new ArrayList<Future<?>>();
        for (int i = 0; i < CLIENTS; i++) {
          clients.add(threads.submit(client(cashier, new Random(i))));
        }
        try {
          var random = new Random(7);
          for (int kill = 0; kill < SERVER_KILLS + DATABASE_KILLS; kill++) {
            awaitTransfers();
            // Now and then the database, otherwise the server, at any moment of what they do.
            Thread.sleep(random.nextInt(30));
            if (kill % 5 == 4) {
              postgres.kill();
              postgres.restart();
            } else {
              server.kill();
              server.close();
              server = CampusProcess.serve(home, environment);
              // Otherwise it is tried again after a pause that grows with each failure.
              channel.resetConnectBackoff();
            }
          }
          awaitTransfers();
        } finally {
          // Whatever happened: their threads are waited for.
          goOn = false;
        }
        for (var client : clients) {
          client.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
      }

      var verified =
          LedgerServiceGrpc.newBlockingStub(cashier)
              .verifyLedger(VerifyLedgerRequest.getDefaultInstance());
      assertThat(verified.getViolationsList()).isEmpty();
      assertThat(verified.getConsistent()).isTrue();
      var operations = List.copyOf(history);
      assertThat(operations).extracting(Operation::outcome).doesNotContain(Outcome.UNKNOWN);
      assertThat(TransferHistory.violations(operations, entries(postgres), house)).isEmpty();
    } finally {
      goOn = false;
      channel.shutdownNow();
      server.close();
      postgres.close();
    }
  }

  private void awaitTransfers() {
    int enough = answered.get() + TRANSFERS;
    Condition.await(Duration.ofSeconds(PATIENCE_SECONDS), () -> answered.get() >= enough);
  }

  /** Moves money until told to stop, each transfer again and again until there is an answer. */
  private Callable<Void> client(Channel cashier, Random random) {
    return () -> {
      while (goOn) {
        int from = random.nextInt(ACCOUNTS);
        int to = (from + 1 + random.nextInt(ACCOUNTS - 1)) % ACCOUNTS;
        var id = UUID.randomUUID().toString();
        var request =
            TransferFundsRequest.newBuilder()
                .setFromAccount(accounts.get(from))
                .setToAccount(accounts.get(to))
                .setAmount(euros(1 + random.nextInt(4)))
                .setDescription(id)
                .setRequestId(id)
                .build();
        long start = System.nanoTime();
        var outcome = untilAnswered(cashier, request);
        history.add(
            new Operation(
                id,
                request.getFromAccount(),
                request.getToAccount(),
                request.getAmount().getUnits() * 100,
                start,
                System.nanoTime(),
                outcome));
        answered.incrementAndGet();
      }
      return null;
    };
  }

  private static Outcome untilAnswered(Channel cashier, TransferFundsRequest request)
      throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (System.nanoTime() < end) {
      try {
        var answer =
            TransferServiceGrpc.newBlockingStub(cashier)
                .withDeadlineAfter(5, TimeUnit.SECONDS)
                .transferFunds(request);
        assertThat(answer.getDescription()).isEqualTo(request.getRequestId());
        return Outcome.DONE;
      } catch (StatusRuntimeException e) {
        if (e.getStatus().getCode() == Status.Code.FAILED_PRECONDITION) {
          return Outcome.REFUSED;
        }
        assertThat(e.getStatus().getCode())
            .as("%s", e)
            .isIn(
                Status.Code.UNAVAILABLE,
                Status.Code.DEADLINE_EXCEEDED,
                Status.Code.CANCELLED,
                Status.Code.ABORTED,
                Status.Code.RESOURCE_EXHAUSTED);
        Thread.sleep(50);
      }
    }
    return Outcome.UNKNOWN;
  }

  private static Channel cashier(ManagedChannel channel, Map<String, String> environment) {
    var registered =
        AuthServiceGrpc.newBlockingStub(channel)
            .register(
                RegisterRequest.newBuilder()
                    .setUser(
                        User.newBuilder().setUsername("cashier").setEmail("cashier@example.org"))
                    .setPassword("correct horse battery")
                    .build());
    assertThat(CommandResult.of(environment, "user", "grant", "cashier", "ADMIN").exitCode())
        .isZero();
    var headers = new Metadata();
    headers.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER),
        "Bearer " + registered.getSession().getAccessToken());
    return ClientInterceptors.intercept(
        channel, MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  private void openAccounts(Channel cashier) {
    var service = AccountServiceGrpc.newBlockingStub(cashier);
    for (int i = 0; i < ACCOUNTS; i++) {
      var account =
          service.createAccount(
              CreateAccountRequest.newBuilder()
                  .setAccount(
                      Account.newBuilder()
                          .setOwner(User.newBuilder().setName("users/me"))
                          .setCurrencyCode("EUR"))
                  .build());
      accounts.add(account.getName());
      var id = UUID.randomUUID().toString();
      long start = System.nanoTime();
      var deposit =
          service.depositFunds(
              DepositFundsRequest.newBuilder()
                  .setName(account.getName())
                  .setAmount(euros(10))
                  .setDescription(id)
                  .setRequestId(id)
                  .build());
      house = deposit.getFromAccount().getName();
      history.add(
          new Operation(
              id, house, account.getName(), 1000, start, System.nanoTime(), Outcome.DONE));
    }
  }

  private static Money euros(int units) {
    return Money.newBuilder().setCurrencyCode("EUR").setUnits(units).build();
  }

  private static List<Entry> entries(RestartablePostgres postgres) throws SQLException {
    var entries = new ArrayList<Entry>();
    try (var connection = DriverManager.getConnection(postgres.jdbcUrl(), "postgres", "");
        var rows =
            connection
                .createStatement()
                .executeQuery(
                    """
                    SELECT e.account_id, e.number, t.description,
                      CASE WHEN e.account_id = t.from_id THEN t.to_id ELSE t.from_id END,
                      e.amount, e.balance_after
                    FROM entries e JOIN transfers t ON t.id = e.transfer_id
                    ORDER BY e.account_id, e.number
                    """)) {
      while (rows.next()) {
        entries.add(
            new Entry(
                "accounts/" + rows.getString(1),
                rows.getLong(2),
                rows.getString(3),
                "accounts/" + rows.getString(4),
                rows.getLong(5),
                rows.getLong(6)));
      }
    }
    return entries;
  }
}
