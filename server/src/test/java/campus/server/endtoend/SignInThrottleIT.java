package campus.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import campus.identity.v1.AuthServiceGrpc;
import campus.identity.v1.RegisterRequest;
import campus.identity.v1.SignInRequest;
import campus.identity.v1.User;
import campus.shared.persistence.testing.Engine;
import campus.shared.persistence.testing.Race;
import campus.shared.persistence.testing.TestDatabase;
import com.google.protobuf.util.Durations;
import com.google.rpc.RetryInfo;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Guessing at accounts over many connections, and those who sign in meanwhile. Alone, since a
 * machine that is too busy to hash within two seconds refuses the owner, too.
 */
@Isolated
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignInThrottleIT {

  private static final int CONNECTIONS = 50;

  private static final Metadata.Key<String> FORWARDED_FOR =
      Metadata.Key.of("x-forwarded-for", Metadata.ASCII_STRING_MARSHALLER);

  private final RunningCampus campus =
      RunningCampus.on(
          TestDatabase.create(Engine.POSTGRES_18).jdbcUrl(),
          Map.of("CAMPUS_TRUSTED_PROXIES", "127.0.0.0/8,::1"));
  private final List<ManagedChannel> connections = new ArrayList<>();

  @BeforeAll
  void connect() {
    for (int i = 0; i < CONNECTIONS; i++) {
      connections.add(
          NettyChannelBuilder.forAddress("localhost", campus.grpcPort())
              .usePlaintext()
              .disableRetry()
              .build());
    }
  }

  @AfterAll
  void close() {
    connections.forEach(ManagedChannel::shutdownNow);
    campus.close();
  }

  /** As if a proxy passed calls from the address on. */
  private static AuthServiceGrpc.AuthServiceBlockingStub from(String address, Channel connection) {
    var headers = new Metadata();
    headers.put(FORWARDED_FOR, address);
    return AuthServiceGrpc.newBlockingStub(
            ClientInterceptors.intercept(
                connection, MetadataUtils.newAttachHeadersInterceptor(headers)))
        .withDeadlineAfter(30, TimeUnit.SECONDS);
  }

  private static SignInRequest signIn(String login, String password) {
    return SignInRequest.newBuilder().setLogin(login).setPassword(password).build();
  }

  @Test
  void manyConnectionsGuessNoFasterThanOneAndTheOwnerGetsIn() {
    var ada = campus.newUser().user();
    var bob = campus.newUser().user();
    var own = campus.anonymous().bare();
    var right = signIn(ada.getUsername(), RunningCampus.PASSWORD);
    assertThat(from("192.0.2.1", own).signIn(right).getUser()).isEqualTo(ada);
    var email = ada.getEmail();
    var spellings =
        Stream.of(ada.getUsername(), email)
            .flatMap(
                login -> Stream.of(login, login.toUpperCase(Locale.ROOT), login.replace('u', 'U')))
            .toList();
    assertThat(spellings).doesNotHaveDuplicates().hasSize(6);

    long start = System.nanoTime();
    var outcomes =
        Race.of(
            CONNECTIONS + 2,
            i ->
                switch (i) {
                  case CONNECTIONS -> from("192.0.2.1", own).signIn(right).getUser();
                  case CONNECTIONS + 1 ->
                      from("192.0.2.2", own)
                          .signIn(signIn(bob.getUsername(), RunningCampus.PASSWORD))
                          .getUser();
                  default ->
                      from("198.51.100." + i, connections.get(i))
                          .signIn(signIn(spellings.get(i % 6), "wrong"))
                          .getUser();
                });
    var took = Duration.ofNanos(System.nanoTime() - start);

    assertThat(outcomes.results()).containsExactlyInAnyOrder(ada, bob);
    var failures =
        outcomes.errors().stream().map(e -> FailedCall.of((StatusRuntimeException) e)).toList();
    assertThat(failures).hasSize(CONNECTIONS);
    var refused = failures.stream().filter(f -> f.code() == Code.RESOURCE_EXHAUSTED).toList();
    // Five at once, four within 3.75 s, and one more each 4 s, had the guesses come so late.
    assertThat(CONNECTIONS - refused.size()).isBetween(9, 9 + (int) (took.toMillis() / 4000));
    assertThat(refused)
        .allSatisfy(failure -> {
          failure.is(Code.RESOURCE_EXHAUSTED, "OVERLOADED");
          var retry = Objects.requireNonNull(failure.detail(RetryInfo.class));
          assertThat(Durations.toMillis(retry.getRetryDelay())).isPositive();
        });
    assertThat(failures)
        .filteredOn(failure -> !refused.contains(failure))
        .allSatisfy(failure -> failure.is(Code.UNAUTHENTICATED, "WRONG_CREDENTIALS"));
  }

  @Test
  void oneAddressCannotTryOutManyEmailAddresses() {
    var taken = campus.newUser().user().getEmail();
    var outcomes =
        Race.of(
            80,
            i -> {
              var user = User.newBuilder().setUsername("tries-" + i).setEmail(taken);
              return from("203.0.113.7", connections.get(i % CONNECTIONS))
                  .register(
                      RegisterRequest.newBuilder()
                          .setUser(user)
                          .setPassword(RunningCampus.PASSWORD)
                          .build());
            });

    assertThat(outcomes.results()).isEmpty();
    var codes =
        outcomes.errors().stream()
            .map(e -> FailedCall.of((StatusRuntimeException) e).code())
            .toList();
    // Fifty at once, and four that wait.
    assertThat(codes).containsOnly(Code.ALREADY_EXISTS, Code.RESOURCE_EXHAUSTED);
    assertThat(codes).filteredOn(Code.ALREADY_EXISTS::equals).hasSizeBetween(1, 55);

    var other =
        RegisterRequest.newBuilder()
            .setUser(User.newBuilder().setUsername("elsewhere").setEmail("elsewhere@example.org"))
            .setPassword(RunningCampus.PASSWORD)
            .build();
    assertThat(
            from("203.0.113.8", campus.anonymous().bare()).register(other).getUser().getUsername())
        .isEqualTo("elsewhere");
  }
}
