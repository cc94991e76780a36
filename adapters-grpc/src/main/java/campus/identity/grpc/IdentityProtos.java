package campus.identity.grpc;

import campus.identity.application.AuthUseCases.Tokens;
import campus.identity.application.UserUseCases.NewUser;
import campus.identity.domain.Email;
import campus.identity.domain.Username;
import campus.identity.v1.Profile;
import campus.identity.v1.Session;
import campus.identity.v1.User;
import campus.shared.domain.value.ImageUri;
import campus.shared.grpc.wire.SharedProtos;
import campus.shared.grpc.wire.Violations;
import org.jspecify.annotations.Nullable;

/** Users and sessions, mapped from and to the wire. */
final class IdentityProtos {

  private IdentityProtos() {}

  /** The new user in the field {@code user} of a request. */
  static NewUser newUser(User user) {
    return Violations.within(
        "user",
        () ->
            new NewUser(
                new Username(user.getUsername()),
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

  static Session session(Tokens tokens) {
    return Session.newBuilder()
        .setAccessToken(tokens.access().value())
        .setRefreshToken(tokens.refresh().value())
        .setAccessExpireTime(SharedProtos.timestamp(tokens.accessExpireTime()))
        .setRefreshExpireTime(SharedProtos.timestamp(tokens.refreshExpireTime()))
        .build();
  }
}
