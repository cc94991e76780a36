package campus.identity.grpc;

import campus.identity.application.IdentityUseCases;
import campus.identity.application.UserUseCases.NewUser;
import campus.identity.application.testing.IdentityFixture;
import campus.identity.application.testing.TestUsers;
import campus.identity.domain.Email;
import campus.identity.domain.Token;
import campus.identity.domain.Username;
import campus.shared.application.call.Authenticator;
import campus.shared.application.call.Call;
import campus.shared.application.call.Caller;
import campus.shared.application.testing.InMemoryRequests;
import campus.shared.application.testing.InMemoryTransactions;
import campus.shared.application.write.Writes;
import campus.shared.domain.name.UserId;
import campus.shared.domain.value.Role;
import campus.shared.grpc.methods.StandardMethods;
import io.grpc.BindableService;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;

/** The endpoints of identity over ports in memory. The access token of a user is their username. */
public final class TestIdentity implements Authenticator {

  /** The time of everything here. */
  public static final Instant NOW = TestUsers.NOW;

  /** A caller without roles. */
  public static final Caller WITHOUT_ROLES =
      new Caller(new UserId(new UUID(0x7000, 1)), Set.of(), null);

  private final IdentityFixture fixture = new IdentityFixture();
  private final IdentityUseCases useCases = fixture.useCases();
  private final IdentityRecords records = new IdentityRecords(fixture.ports());

  public IdentityUseCases useCases() {
    return useCases;
  }

  /** What can be read. */
  public IdentityRecords records() {
    return records;
  }

  public BindableService[] endpoints() {
    var methods = new StandardMethods(records, writes());
    return new BindableService[] {
      new UserServiceEndpoint(useCases, methods),
      new AuthServiceEndpoint(useCases, records, methods)
    };
  }

  /** The transactions in which the endpoints write. */
  public Writes writes() {
    var transactions = (InMemoryTransactions) fixture.ports().transactions();
    return new Writes(
        transactions, new InMemoryRequests(transactions), Clock.fixed(NOW, ZoneOffset.UTC));
  }

  /** Adds a user. */
  public UserId add(String username, Role... roles) {
    var user =
        new NewUser(new Username(username), new Email(username + "@example.org"), "", "", null);
    var id = useCases.users().create(user, null);
    for (var role : roles) {
      useCases.users().grant(new Username(username), role);
    }
    return id;
  }

  @Override
  public Caller authenticate(String accessToken) {
    Call.current().countStatement(1_000);
    return records
        .users()
        .filter(user -> user.username().value().equals(accessToken))
        .findAny()
        .map(user -> new Caller(user.id(), user.roles(), new UUID(0, 1)))
        .orElseGet(() -> useCases.auth().authenticate(new Token(accessToken)));
  }

  @Override
  public Caller authenticateService(String username) {
    Call.current().countStatement(1_000);
    return useCases.auth().authenticate(new Username(username));
  }
}
