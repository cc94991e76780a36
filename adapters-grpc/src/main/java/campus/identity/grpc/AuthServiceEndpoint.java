package campus.identity.grpc;

import campus.identity.application.ApiTokenUseCases;
import campus.identity.application.ApiTokenUseCases.IssueToken;
import campus.identity.application.AuthUseCases;
import campus.identity.application.AuthUseCases.SignedIn;
import campus.identity.application.IdentityUseCases;
import campus.identity.application.PasswordResetUseCases;
import campus.identity.application.UserUseCases;
import campus.identity.domain.Password;
import campus.identity.domain.Token;
import campus.identity.v1.AuthServiceGrpc;
import campus.identity.v1.ChangePasswordRequest;
import campus.identity.v1.IssuePasswordResetRequest;
import campus.identity.v1.IssuePasswordResetResponse;
import campus.identity.v1.IssueTokenRequest;
import campus.identity.v1.IssueTokenResponse;
import campus.identity.v1.RefreshSessionRequest;
import campus.identity.v1.RefreshSessionResponse;
import campus.identity.v1.RegisterRequest;
import campus.identity.v1.RegisterResponse;
import campus.identity.v1.RequestPasswordResetRequest;
import campus.identity.v1.ResetPasswordRequest;
import campus.identity.v1.SignInRequest;
import campus.identity.v1.SignInResponse;
import campus.identity.v1.User;
import campus.shared.application.call.Caller;
import campus.shared.application.query.ReadMask;
import campus.shared.application.query.ResourceQueries;
import campus.shared.domain.name.UserId;
import campus.shared.domain.value.Role;
import campus.shared.grpc.methods.Endpoint;
import campus.shared.grpc.methods.StandardMethods;
import campus.shared.grpc.wire.Callers;
import campus.shared.grpc.wire.Names;
import campus.shared.grpc.wire.RecordMapper;
import campus.shared.grpc.wire.SharedProtos;
import campus.shared.grpc.wire.Violations;
import com.google.protobuf.Empty;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.stream.Collectors;

@Singleton
final class AuthServiceEndpoint extends Endpoint {

  private static final ReadMask WITH_PROFILE = ReadMask.of("*", "profile", "identity_card.name");

  private final AuthUseCases auth;
  private final UserUseCases users;
  private final PasswordResetUseCases passwordResets;
  private final ApiTokenUseCases apiTokens;
  private final ResourceQueries queries;

  AuthServiceEndpoint(
      IdentityUseCases identity, ResourceQueries queries, StandardMethods standard) {
    super(AuthServiceGrpc.getServiceDescriptor(), standard);
    this.auth = identity.auth();
    this.users = identity.users();
    this.passwordResets = identity.passwordResets();
    this.apiTokens = identity.apiTokens();
    this.queries = queries;
    serve(AuthServiceGrpc.getRegisterMethod(), this::register);
    serve(AuthServiceGrpc.getSignInMethod(), this::signIn);
    serve(AuthServiceGrpc.getRefreshSessionMethod(), this::refreshSession);
    serve(AuthServiceGrpc.getSignOutMethod(), _ -> signOut());
    serve(AuthServiceGrpc.getChangePasswordMethod(), this::changePassword);
    serve(AuthServiceGrpc.getIssuePasswordResetMethod(), this::issuePasswordReset);
    serve(AuthServiceGrpc.getIssueTokenMethod(), this::issueToken);
    serve(AuthServiceGrpc.getRequestPasswordResetMethod(), this::requestPasswordReset);
    serve(AuthServiceGrpc.getResetPasswordMethod(), this::resetPassword);
  }

  private RegisterResponse register(RegisterRequest request) {
    var user = IdentityProtos.newUser(request.getUser(), users);
    var password = new Password(request.getPassword());
    var signedIn = Violations.within("user", () -> auth.register(user, password));
    return RegisterResponse.newBuilder()
        .setUser(read(signedIn))
        .setSession(IdentityProtos.session(signedIn.tokens()))
        .build();
  }

  private SignInResponse signIn(SignInRequest request) {
    var signedIn = auth.signIn(request.getLogin(), request.getPassword());
    return SignInResponse.newBuilder()
        .setUser(read(signedIn))
        .setSession(IdentityProtos.session(signedIn.tokens()))
        .build();
  }

  private RefreshSessionResponse refreshSession(RefreshSessionRequest request) {
    var signedIn = auth.refresh(new Token(request.getRefreshToken()));
    return RefreshSessionResponse.newBuilder()
        .setUser(read(signedIn))
        .setSession(IdentityProtos.session(signedIn.tokens()))
        .build();
  }

  private Empty signOut() {
    auth.signOut(Callers.current());
    return Empty.getDefaultInstance();
  }

  private Empty changePassword(ChangePasswordRequest request) {
    var user = Names.user(Names.parse(UserId.TYPE, "user", request.getUser()));
    var current = request.getCurrentPassword();
    auth.changePassword(
        Callers.current(),
        user,
        current.isEmpty() ? null : current,
        new Password(request.getNewPassword()));
    return Empty.getDefaultInstance();
  }

  private IssuePasswordResetResponse issuePasswordReset(IssuePasswordResetRequest request) {
    var user = Names.user(Names.parse(UserId.TYPE, "user", request.getUser()));
    var issued = passwordResets.issue(user);
    return IssuePasswordResetResponse.newBuilder()
        .setToken(issued.token().value())
        .setExpireTime(SharedProtos.timestamp(issued.expireTime()))
        .build();
  }

  private IssueTokenResponse issueToken(IssueTokenRequest request) {
    var issued =
        apiTokens.issue(
            new IssueToken(
                Names.user(Names.parse(UserId.TYPE, "user", request.getUser())),
                request.getDisplayName(),
                request.getRolesList().stream().map(SharedProtos::role).collect(Collectors.toSet()),
                request.hasExpireTime()
                    ? SharedProtos.instant("expire_time", request.getExpireTime())
                    : null));
    return IssueTokenResponse.newBuilder()
        .setToken(issued.secret().value())
        .setApiToken(IdentityProtos.apiToken(issued.token()))
        .build();
  }

  private Empty requestPasswordReset(RequestPasswordResetRequest request) {
    passwordResets.request(request.getLogin());
    return Empty.getDefaultInstance();
  }

  private Empty resetPassword(ResetPasswordRequest request) {
    passwordResets.reset(new Token(request.getToken()), new Password(request.getNewPassword()));
    return Empty.getDefaultInstance();
  }

  /** The user as they see themselves, now that they have proved who they are. */
  private User read(SignedIn signedIn) {
    var themselves = new Caller(signedIn.user(), Set.of(Role.MEMBER), null);
    var record = queries.get(themselves, signedIn.user().name(), WITH_PROFILE);
    return RecordMapper.toMessage(record, User.getDefaultInstance());
  }
}
