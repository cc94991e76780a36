package campus.identity.grpc;

import static campus.identity.domain.IdentityResources.API_TOKEN;
import static campus.identity.domain.IdentityResources.IDENTITY_CARD;
import static campus.identity.domain.IdentityResources.SESSION;

import campus.identity.application.ApiTokenUseCases;
import campus.identity.application.IdentityCardUseCases;
import campus.identity.application.IdentityUseCases;
import campus.identity.application.SessionUseCases;
import campus.identity.application.UserUseCases;
import campus.identity.application.UserUseCases.CreateUser;
import campus.identity.application.UserUseCases.ImportedUser;
import campus.identity.application.UserUseCases.UpdateUser;
import campus.identity.domain.CardNumber;
import campus.identity.domain.Email;
import campus.identity.domain.IdentityCard;
import campus.identity.domain.Password;
import campus.identity.v1.BatchCreateUsersRequest;
import campus.identity.v1.BatchDeleteUsersRequest;
import campus.identity.v1.BatchUpdateUsersRequest;
import campus.identity.v1.CreateUserRequest;
import campus.identity.v1.DeleteUserRequest;
import campus.identity.v1.GrantRoleRequest;
import campus.identity.v1.IssueIdentityCardRequest;
import campus.identity.v1.Profile;
import campus.identity.v1.RevokeApiTokenRequest;
import campus.identity.v1.RevokeIdentityCardRequest;
import campus.identity.v1.RevokeRoleRequest;
import campus.identity.v1.RevokeSessionRequest;
import campus.identity.v1.UpdateUserRequest;
import campus.identity.v1.UserServiceGrpc;
import campus.shared.application.query.ReadMask;
import campus.shared.application.write.EntityUseCases.Update;
import campus.shared.domain.error.NotAllowed;
import campus.shared.domain.name.ResourceName;
import campus.shared.domain.name.UserId;
import campus.shared.domain.value.Role;
import campus.shared.grpc.methods.Endpoint;
import campus.shared.grpc.methods.StandardMethods;
import campus.shared.grpc.wire.Callers;
import campus.shared.grpc.wire.Names;
import campus.shared.grpc.wire.SharedProtos;
import campus.shared.grpc.wire.UpdateMask;
import campus.shared.grpc.wire.Violations;
import com.google.protobuf.FieldMask;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

@Singleton
final class UserServiceEndpoint extends Endpoint {

  /** The answer to an update that changes the profile too. */
  private static final ReadMask WITH_PROFILE = ReadMask.of("*", "profile", "identity_card.name");

  private static final List<String> PROFILE_UPDATABLE = List.of("full_name", "bio", "image_uri");
  private static final List<String> UPDATABLE = List.of("username", "email");

  private final UserUseCases users;
  private final IdentityCardUseCases cards;
  private final SessionUseCases sessions;
  private final ApiTokenUseCases apiTokens;
  private final StandardMethods standard;
  private final ProfileMapping profiles = new ProfileMapping();

  UserServiceEndpoint(IdentityUseCases identity, StandardMethods standard) {
    super(UserServiceGrpc.getServiceDescriptor(), standard);
    this.users = identity.users();
    this.cards = identity.identityCards();
    this.sessions = identity.sessions();
    this.apiTokens = identity.apiTokens();
    this.standard = standard;
    entities(Profile.getDefaultInstance(), identity.profiles(), profiles);
    write(UserServiceGrpc.getCreateUserMethod(), this::create);
    batch(UserServiceGrpc.getBatchCreateUsersMethod(), this::batchCreate);
    imports(
        UserServiceGrpc.getImportUsersMethod(),
        request ->
            new ImportedUser(
                IdentityProtos.newUser(request.getUser(), users),
                givenTime(request, "create_time")),
        () -> users::importRows);
    write(UserServiceGrpc.getUpdateUserMethod(), UserServiceEndpoint::updateMask, this::update);
    batch(UserServiceGrpc.getBatchUpdateUsersMethod(), this::batchUpdate);
    delete(UserServiceGrpc.getDeleteUserMethod(), this::delete);
    delete(UserServiceGrpc.getBatchDeleteUsersMethod(), this::batchDelete);
    write(UserServiceGrpc.getGrantRoleMethod(), this::grantRole);
    write(UserServiceGrpc.getRevokeRoleMethod(), this::revokeRole);
    delete(UserServiceGrpc.getRevokeSessionMethod(), this::revokeSession);
    delete(UserServiceGrpc.getRevokeApiTokenMethod(), this::revokeApiToken);
    write(UserServiceGrpc.getIssueIdentityCardMethod(), this::issueCard);
    write(UserServiceGrpc.getRevokeIdentityCardMethod(), this::revokeCard);
  }

  private Write create(CreateUserRequest request) {
    var creation = creation(request);
    return Write.within("user", () -> users.create(creation.user(), creation.password()).name());
  }

  private Supplier<List<ResourceName>> batchCreate(BatchCreateUsersRequest request) {
    var creations = Violations.each("requests", request.getRequestsList(), this::creation);
    return () ->
        Violations.withinEach("requests", "user", () -> users.createAll(creations)).stream()
            .map(UserId::name)
            .toList();
  }

  private CreateUser creation(CreateUserRequest request) {
    var user = IdentityProtos.newUser(request.getUser(), users);
    var password = request.getPassword();
    return new CreateUser(user, password.isEmpty() ? null : users.hash(new Password(password)));
  }

  private static ReadMask updateMask(UpdateUserRequest request) {
    return changesProfile(request) ? WITH_PROFILE : ReadMask.DEFAULT;
  }

  private Write update(UpdateUserRequest request) {
    var update = parse(request);
    if (update.missing() != null && !Callers.current().has(Role.ADMIN)) {
      throw new NotAllowed("allow_missing: making users is for ADMIN only");
    }
    return Write.within("user", Write.to(update.user(), () -> users.update(update)));
  }

  private Supplier<List<ResourceName>> batchUpdate(BatchUpdateUsersRequest request) {
    var updates = Violations.each("requests", request.getRequestsList(), this::parse);
    var names = updates.stream().map(update -> update.user().name()).toList();
    Names.requireDistinct("requests[%d].user.name", names);
    return () ->
        Violations.withinEach(
            "requests",
            "user",
            () -> {
              users.updateAll(updates);
              return names;
            });
  }

  private UpdateUser parse(UpdateUserRequest request) {
    var user = request.getUser();
    var name = Names.parse(UserId.TYPE, "user.name", user.getName());
    var mask =
        UpdateMask.of(
            "user", user, UpdateMask.without("profile", request.getUpdateMask()), UPDATABLE);
    return new UpdateUser(
        Names.user(name),
        mask.changed("username", () -> users.username(user.getUsername())),
        mask.changed("email", () -> newEmail(user.getEmail())),
        SharedProtos.etag(user.getEtag()),
        profileUpdate(request, Names.user(name)),
        request.getAllowMissing() ? IdentityProtos.newUser(user, users) : null);
  }

  /** Passwords are reset by e-mail: a stolen token of a service must not take the account over. */
  private static Email newEmail(String text) {
    var caller = Callers.current();
    if (caller.isSignedIn() && caller.session() == null) {
      throw new NotAllowed(
          "user.email: is changed by users who have signed in, not by API tokens and client"
              + " certificates");
    }
    return new Email(text);
  }

  private static boolean changesProfile(UpdateUserRequest request) {
    return profileMask(request) != null
        && (request.getUser().hasProfile() || request.hasUpdateMask());
  }

  private static @Nullable FieldMask profileMask(UpdateUserRequest request) {
    return UpdateMask.within("profile", request.getUpdateMask());
  }

  private @Nullable Update<campus.identity.domain.Profile> profileUpdate(
      UpdateUserRequest request, UserId user) {
    var fields = profileMask(request);
    if (fields == null || !changesProfile(request)) {
      return null;
    }
    var profile = request.getUser().getProfile();
    var mask = UpdateMask.of("user.profile", profile, fields, PROFILE_UPDATABLE);
    return new Update<>(
        campus.identity.domain.Profile.id(user),
        SharedProtos.etag(profile.getEtag()),
        profiles.edit(profile, mask));
  }

  private Runnable delete(DeleteUserRequest request) {
    var user = Names.user(Names.parse(UserId.TYPE, "name", request.getName()));
    var etag = SharedProtos.etag(request.getEtag());
    return request.getErase() ? () -> users.erase(user, etag) : () -> users.delete(user, etag);
  }

  private Runnable batchDelete(BatchDeleteUsersRequest request) {
    var chosen = standard.chosen(UserId.TYPE, request);
    return () -> {
      var ids = chosen.get().stream().map(Names::user).toList();
      if (request.getErase()) {
        users.eraseAll(ids);
      } else {
        users.deleteAll(ids);
      }
    };
  }

  private Write grantRole(GrantRoleRequest request) {
    var user = Names.user(Names.parse(UserId.TYPE, "name", request.getName()));
    var role = SharedProtos.role(request.getRole());
    return Write.to(user, () -> users.grant(user, role));
  }

  private Write revokeRole(RevokeRoleRequest request) {
    var user = Names.user(Names.parse(UserId.TYPE, "name", request.getName()));
    var role = SharedProtos.role(request.getRole());
    return Write.to(user, () -> users.revoke(user, role));
  }

  private Runnable revokeSession(RevokeSessionRequest request) {
    var name = Names.parse(SESSION, "name", request.getName());
    return () -> sessions.revoke(Names.user(name), name.id());
  }

  private Runnable revokeApiToken(RevokeApiTokenRequest request) {
    var name = Names.parse(API_TOKEN, "name", request.getName());
    return () -> apiTokens.revoke(Names.user(name), name.id());
  }

  private Write issueCard(IssueIdentityCardRequest request) {
    var user = Names.user(Names.parse(UserId.TYPE, "user", request.getUser()));
    var number =
        Violations.within(
            "identity_card", () -> new CardNumber(request.getIdentityCard().getNumber()));
    return Write.within(
        "identity_card", Write.to(IdentityCard.id(user), () -> cards.issue(user, number)));
  }

  private Write revokeCard(RevokeIdentityCardRequest request) {
    var name = Names.parse(IDENTITY_CARD, "name", request.getName());
    return Write.to(name, () -> cards.revoke(Names.user(name)));
  }
}
