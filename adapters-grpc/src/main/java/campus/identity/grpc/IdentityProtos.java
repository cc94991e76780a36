package campus.identity.grpc;

import campus.identity.application.AuthUseCases.Tokens;
import campus.identity.application.UserUseCases;
import campus.identity.application.UserUseCases.NewUser;
import campus.identity.domain.Email;
import campus.identity.v1.ApiToken;
import campus.identity.v1.Profile;
import campus.identity.v1.SessionTokens;
import campus.identity.v1.User;
import campus.shared.domain.value.ImageUri;
import campus.shared.grpc.wire.SharedProtos;
import campus.shared.grpc.wire.Violations;
import campus.shared.v1.Access;
import org.jspecify.annotations.Nullable;

/** Users and sessions, mapped from and to the wire. */
final class IdentityProtos {

  private IdentityProtos() {}

  /**
   * The new user in the field {@code user} of a request.
   *
   * @param users checks the username
   */
  static NewUser newUser(User user, UserUseCases users) {
    return Violations.within(
        "user",
        () ->
            new NewUser(
                users.username(user.getUsername()),
                new Email(user.getEmail()),
                Violations.within("profile", () -> fullName(user.getProfile())),
                user.getProfile().getBio(),
                Violations.within("profile", () -> image(user.getProfile()))));
  }

  /** The full name in a request. */
  static String fullName(Profile profile) {
    return campus.identity.domain.Profile.requireFullName(profile.getFullName());
  }

  /** The image in a request. */
  static @Nullable ImageUri image(Profile profile) {
    return ImageUri.ofOptional("image_uri", profile.getImageUri());
  }

  static ApiToken apiToken(campus.identity.domain.ApiToken token) {
    return ApiToken.newBuilder()
        .setName(campus.identity.domain.ApiToken.name(token.user(), token.id()).toString())
        .setDisplayName(token.displayName())
        .addAllRoles(
            token.roles().stream().sorted().map(role -> Access.Role.valueOf(role.name())).toList())
        .setCreateTime(SharedProtos.timestamp(token.createTime()))
        .setExpireTime(SharedProtos.timestamp(token.expireTime()))
        .build();
  }

  static SessionTokens session(Tokens tokens) {
    return SessionTokens.newBuilder()
        .setAccessToken(tokens.access().value())
        .setRefreshToken(tokens.refresh().value())
        .setAccessExpireTime(SharedProtos.timestamp(tokens.accessExpireTime()))
        .setRefreshExpireTime(SharedProtos.timestamp(tokens.refreshExpireTime()))
        .build();
  }
}
