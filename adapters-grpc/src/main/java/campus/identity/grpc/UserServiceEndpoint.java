package campus.identity.grpc;

import static campus.identity.application.IdentityResources.IDENTITY_CARD;
import static campus.identity.application.IdentityResources.PROFILE;
import static campus.identity.application.IdentityResources.USER;

import campus.identity.application.IdentityCardUseCases;
import campus.identity.application.ProfileUseCases;
import campus.identity.application.ProfileUseCases.UpdateProfile;
import campus.identity.application.UserUseCases;
import campus.identity.application.UserUseCases.UpdateUser;
import campus.identity.domain.CardNumber;
import campus.identity.domain.Email;
import campus.identity.domain.Password;
import campus.identity.domain.Username;
import campus.identity.v1.BatchGetUsersRequest;
import campus.identity.v1.BatchGetUsersResponse;
import campus.identity.v1.CreateUserRequest;
import campus.identity.v1.DeleteUserRequest;
import campus.identity.v1.GetIdentityCardRequest;
import campus.identity.v1.GetProfileRequest;
import campus.identity.v1.GetUserRequest;
import campus.identity.v1.IdentityCard;
import campus.identity.v1.IssueIdentityCardRequest;
import campus.identity.v1.ListUsersRequest;
import campus.identity.v1.ListUsersResponse;
import campus.identity.v1.Profile;
import campus.identity.v1.RevokeIdentityCardRequest;
import campus.identity.v1.UpdateProfileRequest;
import campus.identity.v1.UpdateUserRequest;
import campus.identity.v1.User;
import campus.identity.v1.UserServiceGrpc.UserServiceImplBase;
import campus.shared.grpc.Answers;
import campus.shared.grpc.Names;
import campus.shared.grpc.SharedProtos;
import campus.shared.grpc.StandardMethods;
import campus.shared.grpc.UpdateMask;
import campus.shared.grpc.Violations;
import com.google.protobuf.Empty;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;

@Singleton
final class UserServiceEndpoint extends UserServiceImplBase {

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
    var user = IdentityProtos.newUser(request.getUser());
    var password = request.getPassword();
    var hash = password.isEmpty() ? null : users.hash(new Password(password));
    Answers.one(
        answer,
        methods.create(
            USER_MESSAGE,
            () -> USER.named(Violations.within("user", () -> users.create(user, hash)).value())));
  }

  @Override
  public void updateUser(UpdateUserRequest request, StreamObserver<User> answer) {
    var user = request.getUser();
    var name = Names.parse(USER, "user.name", user.getName());
    var mask = UpdateMask.of("user", user, request.getUpdateMask(), "username", "email");
    var update =
        new UpdateUser(
            Names.user(name),
            mask.changed("username", () -> new Username(user.getUsername())),
            mask.changed("email", () -> new Email(user.getEmail())),
            SharedProtos.etag(user.getEtag()));
    Answers.one(
        answer,
        methods.change(
            USER_MESSAGE, name, () -> Violations.within("user", () -> users.update(update))));
  }

  @Override
  public void deleteUser(DeleteUserRequest request, StreamObserver<Empty> answer) {
    var user = Names.user(Names.parse(USER, "name", request.getName()));
    var etag = SharedProtos.etag(request.getEtag());
    Answers.one(answer, methods.delete(() -> users.delete(user, etag)));
  }

  @Override
  public void getProfile(GetProfileRequest request, StreamObserver<Profile> answer) {
    Answers.one(
        answer, methods.get(PROFILE, PROFILE_MESSAGE, request.getName(), request.getReadMask()));
  }

  @Override
  public void updateProfile(UpdateProfileRequest request, StreamObserver<Profile> answer) {
    var profile = request.getProfile();
    var name = Names.parse(PROFILE, "profile.name", profile.getName());
    var mask = UpdateMask.of("profile", profile, request.getUpdateMask(), "full_name", "bio");
    var update =
        new UpdateProfile(
            Names.user(name),
            mask.changed("full_name", profile::getFullName),
            mask.changed("bio", profile::getBio),
            SharedProtos.etag(profile.getEtag()));
    Answers.one(answer, methods.change(PROFILE_MESSAGE, name, () -> profiles.update(update)));
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
        methods.change(
            CARD_MESSAGE,
            IDENTITY_CARD.named(user.value()),
            () -> Violations.within("identity_card", () -> cards.issue(user, number))));
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
    Answers.one(answer, methods.change(CARD_MESSAGE, name, () -> cards.revoke(Names.user(name))));
  }
}
