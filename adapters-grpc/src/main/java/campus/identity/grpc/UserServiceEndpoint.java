package campus.identity.grpc;

import static campus.identity.application.IdentityResources.IDENTITY_CARD;
import static campus.identity.application.IdentityResources.PROFILE;
import static campus.identity.application.IdentityResources.USER;

import campus.identity.application.IdentityCardUseCases;
import campus.identity.application.ProfileUseCases;
import campus.identity.application.ProfileUseCases.UpdateProfile;
import campus.identity.application.UserUseCases;
import campus.identity.application.UserUseCases.CreateUser;
import campus.identity.application.UserUseCases.UpdateUser;
import campus.identity.domain.CardNumber;
import campus.identity.domain.Email;
import campus.identity.domain.Password;
import campus.identity.domain.Username;
import campus.identity.v1.BatchCreateUsersRequest;
import campus.identity.v1.BatchCreateUsersResponse;
import campus.identity.v1.BatchDeleteUsersRequest;
import campus.identity.v1.BatchGetUsersRequest;
import campus.identity.v1.BatchGetUsersResponse;
import campus.identity.v1.BatchUpdateProfilesRequest;
import campus.identity.v1.BatchUpdateProfilesResponse;
import campus.identity.v1.BatchUpdateUsersRequest;
import campus.identity.v1.BatchUpdateUsersResponse;
import campus.identity.v1.CreateUserRequest;
import campus.identity.v1.DeleteUserRequest;
import campus.identity.v1.GetIdentityCardRequest;
import campus.identity.v1.GetProfileRequest;
import campus.identity.v1.GetUserRequest;
import campus.identity.v1.IdentityCard;
import campus.identity.v1.ImportUsersRequest;
import campus.identity.v1.ImportUsersResponse;
import campus.identity.v1.IssueIdentityCardRequest;
import campus.identity.v1.ListUsersRequest;
import campus.identity.v1.ListUsersResponse;
import campus.identity.v1.Profile;
import campus.identity.v1.RevokeIdentityCardRequest;
import campus.identity.v1.UpdateProfileRequest;
import campus.identity.v1.UpdateUserRequest;
import campus.identity.v1.User;
import campus.identity.v1.UserServiceGrpc.UserServiceImplBase;
import campus.shared.application.ReadMask;
import campus.shared.application.ResourceName;
import campus.shared.domain.NotAllowed;
import campus.shared.domain.Role;
import campus.shared.domain.UserId;
import campus.shared.grpc.Answers;
import campus.shared.grpc.Callers;
import campus.shared.grpc.Names;
import campus.shared.grpc.SharedProtos;
import campus.shared.grpc.StandardMethods;
import campus.shared.grpc.UpdateMask;
import campus.shared.grpc.Violations;
import com.google.protobuf.Empty;
import com.google.protobuf.FieldMask;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;

@Singleton
final class UserServiceEndpoint extends UserServiceImplBase {

  /** What is answered where the profile was changed, too. */
  private static final ReadMask WITH_PROFILE = ReadMask.of("*", "profile", "identity_card.name");

  private static final User USER_MESSAGE = User.getDefaultInstance();
  private static final Profile PROFILE_MESSAGE = Profile.getDefaultInstance();
  private static final IdentityCard CARD_MESSAGE = IdentityCard.getDefaultInstance();

  private final UserUseCases users;
  private final ProfileUseCases profiles;
  private final IdentityCardUseCases cards;
  private final StandardMethods methods;

  UserServiceEndpoint(
      UserUseCases users,
      ProfileUseCases profiles,
      IdentityCardUseCases cards,
      StandardMethods methods) {
    this.users = users;
    this.profiles = profiles;
    this.cards = cards;
    this.methods = methods;
  }

  @Override
  public void getUser(GetUserRequest request, StreamObserver<User> answer) {
    Answers.one(answer, methods.get(USER, USER_MESSAGE, request.getName(), request.getReadMask()));
  }

  @Override
  public void batchGetUsers(
      BatchGetUsersRequest request, StreamObserver<BatchGetUsersResponse> answer) {
    var found = methods.batchGet(USER, USER_MESSAGE, request.getNamesList(), request.getReadMask());
    Answers.one(answer, BatchGetUsersResponse.newBuilder().addAllUsers(found).build());
  }

  @Override
  public void listUsers(ListUsersRequest request, StreamObserver<ListUsersResponse> answer) {
    Answers.one(answer, methods.list(USER, request, ListUsersResponse.getDefaultInstance()));
  }

  @Override
  public void createUser(CreateUserRequest request, StreamObserver<User> answer) {
    var creation = creation(request);
    Answers.one(
        answer,
        methods.create(
            request,
            USER_MESSAGE,
            () ->
                nameOf(
                    Violations.within(
                        "user", () -> users.create(creation.user(), creation.password())))));
  }

  @Override
  public void batchCreateUsers(
      BatchCreateUsersRequest request, StreamObserver<BatchCreateUsersResponse> answer) {
    var creations = Violations.each("requests", request.getRequestsList(), this::creation);
    Answers.one(
        answer,
        methods.batch(
            request,
            BatchCreateUsersResponse.getDefaultInstance(),
            () ->
                Violations.withinEach("requests", "user", () -> users.createAll(creations)).stream()
                    .map(UserServiceEndpoint::nameOf)
                    .toList()));
  }

  private CreateUser creation(CreateUserRequest request) {
    var user = IdentityProtos.newUser(request.getUser());
    var password = request.getPassword();
    return new CreateUser(user, password.isEmpty() ? null : users.hash(new Password(password)));
  }

  private static ResourceName nameOf(UserId user) {
    return USER.named(user.value());
  }

  @Override
  public StreamObserver<ImportUsersRequest> importUsers(
      StreamObserver<ImportUsersResponse> answer) {
    return new UserImport(users, Callers.current(), answer);
  }

  @Override
  public void updateUser(UpdateUserRequest request, StreamObserver<User> answer) {
    var update = update(request);
    if (update.missing() != null && !Callers.current().has(Role.ADMIN)) {
      throw new NotAllowed("allow_missing: making users is for ADMIN only");
    }
    Answers.one(
        answer,
        methods.create(
            request,
            USER_MESSAGE,
            update.profile() == null ? ReadMask.DEFAULT : WITH_PROFILE,
            () ->
                Violations.within(
                    "user",
                    () -> {
                      users.update(update);
                      return nameOf(update.user());
                    })));
  }

  @Override
  public void batchUpdateUsers(
      BatchUpdateUsersRequest request, StreamObserver<BatchUpdateUsersResponse> answer) {
    var updates =
        Violations.each("requests", request.getRequestsList(), UserServiceEndpoint::update);
    var names =
        Names.parseDistinct(
            USER,
            "requests[%d].user.name",
            request.getRequestsList().stream().map(one -> one.getUser().getName()).toList());
    Answers.one(
        answer,
        methods.batch(
            request,
            BatchUpdateUsersResponse.getDefaultInstance(),
            () ->
                Violations.withinEach(
                    "requests",
                    "user",
                    () -> {
                      users.updateAll(updates);
                      return names;
                    })));
  }

  private static UpdateUser update(UpdateUserRequest request) {
    var user = request.getUser();
    var name = Names.parse(USER, "user.name", user.getName());
    var profileMask = UpdateMask.within("profile", request.getUpdateMask());
    var mask =
        UpdateMask.of(
            "user",
            user,
            UpdateMask.without("profile", request.getUpdateMask()),
            "username",
            "email");
    return new UpdateUser(
        Names.user(name),
        mask.changed("username", () -> new Username(user.getUsername())),
        mask.changed("email", () -> new Email(user.getEmail())),
        SharedProtos.etag(user.getEtag()),
        profileMask == null || !(user.hasProfile() || request.hasUpdateMask())
            ? null
            : update("user.profile", name, user.getProfile(), profileMask),
        request.getAllowMissing() ? IdentityProtos.newUser(user) : null);
  }

  @Override
  public void deleteUser(DeleteUserRequest request, StreamObserver<Empty> answer) {
    var user = Names.user(Names.parse(USER, "name", request.getName()));
    var etag = SharedProtos.etag(request.getEtag());
    Answers.one(answer, methods.delete(request, () -> users.delete(user, etag)));
  }

  @Override
  public void batchDeleteUsers(BatchDeleteUsersRequest request, StreamObserver<Empty> answer) {
    var names = Names.parseDistinct(USER, "names[%d]", request.getNamesList());
    Answers.one(
        answer,
        methods.delete(
            request,
            () -> {
              var chosen =
                  names.isEmpty()
                      ? methods.locked(USER, request.getFilter(), request.getExpectedCount())
                      : names;
              users.deleteAll(chosen.stream().map(Names::user).toList());
            }));
  }

  @Override
  public void getProfile(GetProfileRequest request, StreamObserver<Profile> answer) {
    Answers.one(
        answer, methods.get(PROFILE, PROFILE_MESSAGE, request.getName(), request.getReadMask()));
  }

  @Override
  public void updateProfile(UpdateProfileRequest request, StreamObserver<Profile> answer) {
    var name = Names.parse(PROFILE, "profile.name", request.getProfile().getName());
    var update = update("profile", name, request.getProfile(), request.getUpdateMask());
    Answers.one(
        answer, methods.change(request, PROFILE_MESSAGE, name, () -> profiles.update(update)));
  }

  @Override
  public void batchUpdateProfiles(
      BatchUpdateProfilesRequest request, StreamObserver<BatchUpdateProfilesResponse> answer) {
    var updates =
        Violations.each(
            "requests",
            request.getRequestsList(),
            one ->
                update(
                    "profile",
                    Names.parse(PROFILE, "profile.name", one.getProfile().getName()),
                    one.getProfile(),
                    one.getUpdateMask()));
    var names =
        Names.parseDistinct(
            PROFILE,
            "requests[%d].profile.name",
            request.getRequestsList().stream().map(one -> one.getProfile().getName()).toList());
    Answers.one(
        answer,
        methods.batch(
            request,
            BatchUpdateProfilesResponse.getDefaultInstance(),
            () -> {
              if (!names.isEmpty()) {
                profiles.updateAll(updates);
                return names;
              }
              var chosen = methods.locked(PROFILE, request.getFilter(), request.getExpectedCount());
              profiles.updateAll(
                  chosen.stream()
                      .map(name ->
                          update("profile", name, request.getProfile(), request.getUpdateMask()))
                      .toList());
              return chosen;
            }));
  }

  private static UpdateProfile update(
      String path, ResourceName name, Profile profile, FieldMask updateMask) {
    var mask = UpdateMask.of(path, profile, updateMask, "full_name", "bio");
    return new UpdateProfile(
        Names.user(name),
        mask.changed("full_name", () -> IdentityProtos.fullName(profile)),
        mask.changed("bio", profile::getBio),
        SharedProtos.etag(profile.getEtag()));
  }

  @Override
  public void issueIdentityCard(
      IssueIdentityCardRequest request, StreamObserver<IdentityCard> answer) {
    var user = Names.user(Names.parse(USER, "user", request.getUser()));
    var number =
        Violations.within(
            "identity_card", () -> new CardNumber(request.getIdentityCard().getNumber()));
    Answers.one(
        answer,
        methods.create(
            request,
            CARD_MESSAGE,
            () ->
                Violations.within(
                    "identity_card",
                    () -> {
                      cards.issue(user, number);
                      return IDENTITY_CARD.named(user.value());
                    })));
  }

  @Override
  public void getIdentityCard(GetIdentityCardRequest request, StreamObserver<IdentityCard> answer) {
    Answers.one(
        answer, methods.get(IDENTITY_CARD, CARD_MESSAGE, request.getName(), request.getReadMask()));
  }

  @Override
  public void revokeIdentityCard(
      RevokeIdentityCardRequest request, StreamObserver<IdentityCard> answer) {
    var name = Names.parse(IDENTITY_CARD, "name", request.getName());
    Answers.one(
        answer, methods.change(request, CARD_MESSAGE, name, () -> cards.revoke(Names.user(name))));
  }
}
