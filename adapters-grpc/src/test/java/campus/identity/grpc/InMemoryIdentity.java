package campus.identity.grpc;

import static campus.identity.application.IdentityResources.IDENTITY_CARD;
import static campus.identity.application.IdentityResources.PROFILE;
import static campus.identity.application.IdentityResources.USER;

import campus.identity.application.AuthUseCases;
import campus.identity.application.IdentityCardUseCases;
import campus.identity.application.ProfileUseCases;
import campus.identity.application.UserUseCases;
import campus.identity.domain.CardNumber;
import campus.identity.domain.Email;
import campus.identity.domain.IdentityCard;
import campus.identity.domain.Password;
import campus.identity.domain.PasswordHash;
import campus.identity.domain.Profile;
import campus.identity.domain.Token;
import campus.identity.domain.User;
import campus.identity.domain.Username;
import campus.identity.domain.UsernameTaken;
import campus.shared.application.Authenticator;
import campus.shared.application.Call;
import campus.shared.application.Caller;
import campus.shared.application.FieldType;
import campus.shared.application.ListQuery;
import campus.shared.application.Page;
import campus.shared.application.ReadMask;
import campus.shared.application.ResourceName;
import campus.shared.application.ResourceQueries;
import campus.shared.application.ResourceRecord;
import campus.shared.application.ResourceSchema;
import campus.shared.application.ResourceSchema.Field;
import campus.shared.application.ResourceSchema.Kind;
import campus.shared.application.ResourceSchema.Relation;
import campus.shared.application.ResourceType;
import campus.shared.application.Selection;
import campus.shared.application.Writes;
import campus.shared.application.testing.InMemoryRequests;
import campus.shared.application.testing.InMemoryTransactions;
import campus.shared.domain.DomainError;
import campus.shared.domain.Etag;
import campus.shared.domain.InvalidRequest;
import campus.shared.domain.NotFound;
import campus.shared.domain.Reason;
import campus.shared.domain.Role;
import campus.shared.domain.Unauthenticated;
import campus.shared.domain.UserId;
import campus.shared.grpc.StandardMethods;
import io.grpc.BindableService;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the endpoints of this context need, in memory, with the rules of the domain. A
 * user's access token is his username.
 */
public final class InMemoryIdentity
    implements AuthUseCases, Authenticator, UserUseCases, IdentityCardUseCases, ResourceQueries {

  /** When everything happens here. */
  public static final Instant NOW = Instant.parse("2026-01-02T03:04:05.000006Z");

  private final InMemoryTransactions transactions = new InMemoryTransactions();
  private final Map<UserId, User> users = transactions.table();
  private final Map<UserId, Profile> profiles = transactions.table();
  private final Map<UserId, IdentityCard> cards = transactions.table();
  private final Map<UserId, String> passwords = transactions.table();
  private final Map<ResourceType, ResourceSchema> schemas =
      Map.of(
          USER,
          new ResourceSchema(
              USER,
              List.of(
                  field("name", FieldType.NAME),
                  field("username", FieldType.LABEL),
                  field("email", FieldType.LABEL),
                  field("roles", FieldType.ENUMS),
                  field("create_time", FieldType.TIMESTAMP),
                  field("update_time", FieldType.TIMESTAMP),
                  field("etag", FieldType.ETAG)),
              List.of(toOne("profile", PROFILE), toOne("identity_card", IDENTITY_CARD))),
          PROFILE,
          new ResourceSchema(
              PROFILE,
              List.of(
                  field("name", FieldType.NAME),
                  field("full_name", FieldType.TEXT),
                  field("bio", FieldType.TEXT),
                  field("etag", FieldType.ETAG)),
              List.of(toOne("user", USER))),
          IDENTITY_CARD,
          new ResourceSchema(
              IDENTITY_CARD,
              List.of(
                  field("name", FieldType.NAME),
                  field("number", FieldType.LABEL),
                  field("state", FieldType.ENUM),
                  field("revoke_time", FieldType.TIMESTAMP)),
              List.of(toOne("user", USER))));

  private static Field field(String name, FieldType type) {
    return Field.of(name, type);
  }

  private Relation toOne(String name, ResourceType target) {
    return new Relation(name, Kind.ONE_OR_NONE, () -> schema(target));
  }

  /** The endpoints, on top of this. */
  public BindableService[] endpoints() {
    var methods = new StandardMethods(this, writes());
    return new BindableService[] {
      new UserServiceEndpoint(this, profiles(), this, methods), new AuthServiceEndpoint(this, this)
    };
  }

  /** The transactions in which the endpoints write. */
  public Writes writes() {
    return new Writes(
        transactions, new InMemoryRequests(transactions), Clock.fixed(NOW, ZoneOffset.UTC));
  }

  /** Makes a user of this name, whose access token is the name as well. */
  public UserId add(String username, Role... roles) {
    var id =
        create(
            new NewUser(new Username(username), new Email(username + "@example.org"), "", ""),
            null);
    for (var role : roles) {
      grant(new Username(username), role);
    }
    return id;
  }

  @Override
  public SignedIn register(NewUser user, Password password) {
    var id = create(user, hash(password));
    return signedIn(id);
  }

  private SignedIn signedIn(UserId user) {
    var name = find(user).username().value();
    return new SignedIn(user, new Tokens(new Token(name), new Token("r-" + name), NOW, NOW));
  }

  @Override
  public SignedIn signIn(String login, String password) {
    return users.values().stream()
        .filter(user -> user.username().value().equals(login))
        .filter(user -> password.equals(passwords.get(user.id())))
        .findFirst()
        .map(user -> signedIn(user.id()))
        .orElseThrow(() -> new Unauthenticated(Reason.WRONG_CREDENTIALS, "wrong credentials"));
  }

  @Override
  public SignedIn refresh(Token refreshToken) {
    return signedIn(bearer(new Token(refreshToken.value().substring(2))).id());
  }

  @Override
  public void signOut(Caller caller) {
    caller.requireUser();
  }

  @Override
  public void changePassword(Caller caller, UserId user, @Nullable String current, Password next) {
    passwords.put(user, next.value());
  }

  @Override
  public Caller authenticate(String accessToken) {
    return authenticate(new Token(accessToken));
  }

  @Override
  public Caller authenticate(Token accessToken) {
    Call.current().countStatement(1_000);
    var user = bearer(accessToken);
    return new Caller(user.id(), user.roles(), new UUID(0, 1));
  }

  private User bearer(Token token) {
    return users.values().stream()
        .filter(user -> user.username().value().equals(token.value()))
        .findFirst()
        .orElseThrow(
            () -> new Unauthenticated(Reason.INVALID_ACCESS_TOKEN, "the token is not good"));
  }

  @Override
  public PasswordHash hash(Password password) {
    return new PasswordHash(password.value());
  }

  @Override
  public UserId create(NewUser user, @Nullable PasswordHash password) {
    if (users.values().stream()
        .anyMatch(other -> other.username().key().equals(user.username().key()))) {
      throw new UsernameTaken();
    }
    var id = new UserId(new UUID(0x7000, users.size() + 1));
    add(id, user);
    if (password != null) {
      passwords.put(id, password.value());
    }
    return id;
  }

  private void add(UserId id, NewUser user) {
    users.put(id, User.create(id, user.username(), user.email(), NOW));
    profiles.put(id, Profile.create(id, user.fullName(), user.bio(), NOW));
  }

  @Override
  public List<UserId> createAll(List<CreateUser> creations) {
    var ids = new ArrayList<UserId>();
    for (var creation : creations) {
      try {
        ids.add(create(creation.user(), creation.password()));
      } catch (UsernameTaken e) {
        throw e.ofElement(ids.size());
      }
    }
    return ids;
  }

  @Override
  public Imported importRows(Caller caller, List<NewUser> rows) {
    var refusals = new TreeMap<Integer, DomainError>();
    for (int i = 0; i < rows.size(); i++) {
      try {
        create(rows.get(i), null);
      } catch (UsernameTaken e) {
        refusals.put(i, e);
      }
    }
    return new Imported(rows.size() - refusals.size(), refusals);
  }

  @Override
  public void updateAll(List<UpdateUser> updates) {
    updates.forEach(this::update);
  }

  @Override
  public void deleteAll(List<UserId> all) {
    all.forEach(user -> delete(user, null));
  }

  @Override
  public void update(UpdateUser update) {
    if (update.missing() != null && !users.containsKey(update.user())) {
      add(update.user(), update.missing());
      return;
    }
    var user = find(update.user()).at(update.etag());
    var username = update.username() == null ? user.username() : update.username();
    var email = update.email() == null ? user.email() : update.email();
    users.put(user.id(), user.rename(username, email, NOW));
  }

  @Override
  public void delete(UserId user, @Nullable Etag etag) {
    find(user).at(etag);
    users.remove(user);
  }

  @Override
  public boolean grant(Username username, Role role) {
    return changeRoles(username, user -> user.grant(role, NOW));
  }

  @Override
  public boolean revoke(Username username, Role role) {
    return changeRoles(username, user -> user.revoke(role, NOW));
  }

  private boolean changeRoles(Username username, UnaryOperator<User> change) {
    var before = List.copyOf(users.values());
    users.replaceAll((id, user) -> user.username().equals(username) ? change.apply(user) : user);
    return !before.equals(List.copyOf(users.values()));
  }

  /** Changes profiles in here. */
  public ProfileUseCases profiles() {
    return new Profiles();
  }

  private final class Profiles implements ProfileUseCases {

    @Override
    public void update(UpdateProfile update) {
      find(update.user());
      profiles.computeIfPresent(
          update.user(),
          (id, profile) ->
              profile
                  .at(update.etag())
                  .rewrite(
                      update.fullName() == null ? profile.fullName() : update.fullName(),
                      update.bio() == null ? profile.bio() : update.bio(),
                      NOW));
    }

    @Override
    public void updateAll(List<UpdateProfile> updates) {
      updates.forEach(this::update);
    }
  }

  @Override
  public void issue(UserId user, CardNumber number) {
    find(user);
    cards.put(user, IdentityCard.issue(user, number, cards.get(user), NOW));
  }

  @Override
  public void revoke(UserId user) {
    var card = cards.get(user);
    if (card == null) {
      throw new NotFound(IdentityCard.nameOf(user));
    }
    cards.put(user, card.revoke(NOW));
  }

  private User find(UserId id) {
    var user = users.get(id);
    if (user == null) {
      throw new NotFound(id.toName());
    }
    return user;
  }

  @Override
  public ResourceRecord get(Caller caller, ResourceName name, ReadMask mask) {
    var record = read(name.type(), new UserId(name.id()), mask.select(schema(name.type())));
    if (record == null) {
      throw new NotFound(name.toString());
    }
    return record;
  }

  @Override
  public List<ResourceRecord> batchGet(Caller caller, List<ResourceName> names, ReadMask mask) {
    return names.stream().map(name -> get(caller, name, mask)).toList();
  }

  @Override
  public Page list(Caller caller, ListQuery query) {
    if (!query.pageToken().isEmpty() && !query.pageToken().startsWith("after-")) {
      throw new InvalidRequest(
          Reason.INVALID_PAGE_TOKEN,
          List.of(new InvalidRequest.Violation("page_token", "is not one of ours")));
    }
    int from = query.pageToken().isEmpty() ? 0 : Integer.parseInt(query.pageToken().substring(6));
    var selection = query.mask().select(schema(query.type()));
    int to = Math.min(users.size(), from + query.limit(selection));
    var records = new ArrayList<ResourceRecord>();
    for (var id : List.copyOf(users.keySet()).subList(from, to)) {
      var record = read(query.type(), id, selection);
      if (record != null) {
        records.add(record);
      }
    }
    return new Page(records, to < users.size() ? "after-" + to : "", null);
  }

  @Override
  public List<Explanation> explain(Caller caller, ListQuery query) {
    return List.of(new Explanation("SELECT", "from memory"));
  }

  @Override
  public List<ResourceName> lock(Caller caller, ResourceType type, String filter, int limit) {
    return users.keySet().stream().limit(limit).map(id -> type.named(id.value())).toList();
  }

  @Override
  public Collection<ResourceSchema> schemas() {
    return schemas.values();
  }

  @Override
  public ResourceSchema schema(ResourceType type) {
    return Objects.requireNonNull(schemas.get(type));
  }

  private @Nullable ResourceRecord read(ResourceType type, UserId id, Selection selection) {
    if (!users.containsKey(id) || (type.equals(IDENTITY_CARD) && !cards.containsKey(id))) {
      return null;
    }
    Call.current().countRow();
    var values = new ArrayList<@Nullable Object>();
    selection.fields().forEach(field -> values.add(value(type, id, field.name())));
    var related = new ArrayList<@Nullable Object>();
    selection
        .branches()
        .forEach(branch ->
            related.add(read(branch.selection().resource().type(), id, branch.selection())));
    return new ResourceRecord(selection, values, related);
  }

  private @Nullable Object value(ResourceType type, UserId id, String field) {
    var user = find(id);
    var profile = Objects.requireNonNull(profiles.get(id));
    var card = cards.get(id);
    return switch (type.name() + "." + field) {
      case "User.username" -> user.username().value();
      case "User.email" -> user.email().value();
      case "User.roles" -> user.roles().stream().map(Enum::name).sorted().toList();
      case "User.create_time" -> user.createTime();
      case "User.update_time" -> user.updateTime();
      case "User.etag" -> user.etag().value();
      case "Profile.full_name" -> profile.fullName();
      case "Profile.bio" -> profile.bio();
      case "Profile.etag" -> profile.etag().value();
      case "IdentityCard.number" -> card == null ? null : card.number().value();
      case "IdentityCard.state" -> card == null ? null : card.state().name();
      case "IdentityCard.revoke_time" -> card == null ? null : card.revokeTime();
      default -> type.named(id.value()).toString();
    };
  }

  /** Nobody in particular. */
  public static final Caller SOMEBODY = new Caller(new UserId(new UUID(0x7000, 1)), Set.of(), null);
}
