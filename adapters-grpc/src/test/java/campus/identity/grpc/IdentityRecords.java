package campus.identity.grpc;

import static campus.identity.domain.IdentityResources.IDENTITY_CARD;
import static campus.identity.domain.IdentityResources.PROFILE;
import static campus.identity.domain.IdentityResources.USER;

import campus.identity.application.testing.IdentityPorts;
import campus.identity.domain.Profile;
import campus.identity.domain.User;
import campus.shared.application.call.Call;
import campus.shared.application.call.Caller;
import campus.shared.application.query.AggregateQuery;
import campus.shared.application.query.FieldType;
import campus.shared.application.query.Groups;
import campus.shared.application.query.ListQuery;
import campus.shared.application.query.Page;
import campus.shared.application.query.ReadMask;
import campus.shared.application.query.ResourceQueries;
import campus.shared.application.query.ResourceRecord;
import campus.shared.application.query.ResourceSchema;
import campus.shared.application.query.ResourceSchema.Field;
import campus.shared.application.query.ResourceSchema.Kind;
import campus.shared.application.query.ResourceSchema.Relation;
import campus.shared.application.query.Selection;
import campus.shared.application.testing.InMemoryEntities;
import campus.shared.domain.error.InvalidRequest;
import campus.shared.domain.error.NotFound;
import campus.shared.domain.error.Reason;
import campus.shared.domain.name.NaturalName;
import campus.shared.domain.name.ResourceName;
import campus.shared.domain.name.ResourceType;
import campus.shared.domain.name.UserId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads over identity's ports in memory: every field is visible, filters are ignored. */
public final class IdentityRecords implements ResourceQueries {

  private final IdentityPorts ports;
  private final Map<ResourceType, ResourceSchema> schemas =
      Map.of(
          USER,
          new ResourceSchema(
              USER,
              List.of(
                  Field.of("name", FieldType.NAME),
                  Field.of("username", FieldType.LABEL),
                  Field.of("email", FieldType.LABEL),
                  Field.of("roles", FieldType.ENUMS),
                  Field.of("create_time", FieldType.TIMESTAMP),
                  Field.of("update_time", FieldType.TIMESTAMP),
                  Field.of("etag", FieldType.ETAG)),
              List.of(toOne("profile", PROFILE), toOne("identity_card", IDENTITY_CARD))),
          PROFILE,
          new ResourceSchema(
              PROFILE,
              List.of(
                  Field.of("name", FieldType.NAME),
                  Field.of("full_name", FieldType.TEXT),
                  Field.of("bio", FieldType.TEXT),
                  Field.of("etag", FieldType.ETAG)),
              List.of(toOne("user", USER))),
          IDENTITY_CARD,
          new ResourceSchema(
              IDENTITY_CARD,
              List.of(
                  Field.of("name", FieldType.NAME),
                  Field.of("number", FieldType.LABEL),
                  Field.of("state", FieldType.ENUM),
                  Field.of("revoke_time", FieldType.TIMESTAMP)),
              List.of(toOne("user", USER))));

  IdentityRecords(IdentityPorts ports) {
    this.ports = ports;
  }

  private Relation toOne(String name, ResourceType target) {
    return new Relation(name, Kind.ONE_OR_NONE, () -> schema(target));
  }

  /** The users, in the order in which they were added. */
  Stream<User> users() {
    return ((InMemoryEntities<UserId, User>) ports.users()).rows();
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
    var all = users().map(User::id).toList();
    int to = Math.min(all.size(), from + query.limit(selection));
    var records = new ArrayList<ResourceRecord>();
    for (var id : all.subList(from, to)) {
      var record = read(query.type(), id, selection);
      if (record != null) {
        records.add(record);
      }
    }
    return new Page(records, to < all.size() ? "after-" + to : "", null);
  }

  @Override
  public ResourceRecord get(Caller caller, NaturalName name, ReadMask mask) {
    throw new NotFound(name.toString());
  }

  @Override
  public Map<NaturalName, ResourceName> resolve(Caller caller, Collection<NaturalName> names) {
    throw new NotFound(names.toString());
  }

  @Override
  public void export(
      Caller caller,
      ListQuery query,
      @Nullable ResourceName after,
      Consumer<List<ResourceRecord>> client) {
    client.accept(list(caller, query).records());
  }

  @Override
  public Groups aggregate(Caller caller, AggregateQuery query) {
    throw new UnsupportedOperationException("aggregates are not kept in memory");
  }

  @Override
  public List<Explanation> explain(Caller caller, ListQuery query) {
    return List.of(new Explanation("SELECT", "from memory"));
  }

  @Override
  public List<ResourceName> lock(
      Caller caller, ResourceType type, List<String> filters, int limit) {
    return users().limit(limit).map(user -> type.named(user.id().value())).toList();
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
    var user = ports.users().lockAll(List.of(id));
    if (user.isEmpty() || (type.equals(IDENTITY_CARD) && ports.cards().lock(id).isEmpty())) {
      return null;
    }
    Call.current().countRow();
    var values = new ArrayList<@Nullable Object>();
    selection.fields().forEach(field -> values.add(value(type, user.getFirst(), field.name())));
    var related = new ArrayList<@Nullable Object>();
    selection
        .branches()
        .forEach(branch ->
            related.add(read(branch.selection().resource().type(), id, branch.selection())));
    return new ResourceRecord(selection, values, related);
  }

  private @Nullable Object value(ResourceType type, User user, String field) {
    var profile = ports.profiles().lock(Profile.id(user.id()));
    var card = ports.cards().lock(user.id()).orElse(null);
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
      default -> type.named(user.id().value()).toString();
    };
  }
}
