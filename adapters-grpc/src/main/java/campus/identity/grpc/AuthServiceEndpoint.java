package campus.identity.grpc;

import static campus.identity.application.IdentityResources.USER;

import campus.identity.application.AuthUseCases;
import campus.identity.domain.Password;
import campus.identity.domain.Token;
import campus.identity.v1.AuthServiceGrpc.AuthServiceImplBase;
import campus.identity.v1.ChangePasswordRequest;
import campus.identity.v1.RefreshSessionRequest;
import campus.identity.v1.RefreshSessionResponse;
import campus.identity.v1.RegisterRequest;
import campus.identity.v1.RegisterResponse;
import campus.identity.v1.SignInRequest;
import campus.identity.v1.SignInResponse;
import campus.identity.v1.SignOutRequest;
import campus.identity.v1.User;
import campus.shared.application.Caller;
import campus.shared.application.ReadMask;
import campus.shared.application.ResourceQueries;
import campus.shared.domain.Role;
import campus.shared.domain.UserId;
import campus.shared.grpc.Answers;
import campus.shared.grpc.Callers;
import campus.shared.grpc.Names;
import campus.shared.grpc.RecordMapper;
import campus.shared.grpc.Violations;
import com.google.protobuf.Empty;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;
import java.util.Set;

@Singleton
final class AuthServiceEndpoint extends AuthServiceImplBase {

  private static final ReadMask WITH_PROFILE = ReadMask.of("*", "profile", "identity_card.name");

  private final AuthUseCases auth;
  private final ResourceQueries queries;

  AuthServiceEndpoint(AuthUseCases auth, ResourceQueries queries) {
    this.auth = auth;
    this.queries = queries;
  }

  @Override
  public void register(RegisterRequest request, StreamObserver<RegisterResponse> answer) {
    var user = IdentityProtos.newUser(request.getUser());
    var password = new Password(request.getPassword());
    var signedIn = Violations.within("user", () -> auth.register(user, password));
    Answers.one(
        answer,
        RegisterResponse.newBuilder()
            .setUser(read(signedIn.user()))
            .setSession(IdentityProtos.session(signedIn.tokens()))
            .build());
  }

  @Override
  public void signIn(SignInRequest request, StreamObserver<SignInResponse> answer) {
    var signedIn = auth.signIn(request.getLogin(), request.getPassword());
    Answers.one(
        answer,
        SignInResponse.newBuilder()
            .setUser(read(signedIn.user()))
            .setSession(IdentityProtos.session(signedIn.tokens()))
            .build());
  }

  @Override
  public void refreshSession(
      RefreshSessionRequest request, StreamObserver<RefreshSessionResponse> answer) {
    var signedIn = auth.refresh(new Token(request.getRefreshToken()));
    Answers.one(
        answer,
        RefreshSessionResponse.newBuilder()
            .setUser(read(signedIn.user()))
            .setSession(IdentityProtos.session(signedIn.tokens()))
            .build());
  }

  @Override
  public void signOut(SignOutRequest request, StreamObserver<Empty> answer) {
    auth.signOut(Callers.current());
    Answers.one(answer, Empty.getDefaultInstance());
  }

  @Override
  public void changePassword(ChangePasswordRequest request, StreamObserver<Empty> answer) {
    var user = Names.user(Names.parse(USER, "user", request.getUser()));
    var current = request.getCurrentPassword();
    auth.changePassword(
        Callers.current(),
        user,
        current.isEmpty() ? null : current,
        new Password(request.getNewPassword()));
    Answers.one(answer, Empty.getDefaultInstance());
  }

  /** The user as he sees himself, who has just shown who he is. */
  private User read(UserId user) {
    var himself = new Caller(user, Set.of(Role.MEMBER), null);
    var record = queries.get(himself, USER.named(user.value()), WITH_PROFILE);
    return RecordMapper.toMessage(record, User.getDefaultInstance());
  }
}
