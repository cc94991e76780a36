package campus.identity.grpc;

import campus.identity.domain.Profile;
import campus.shared.application.write.EntityUseCases.Creation;
import campus.shared.application.write.EntityUseCases.Edit;
import campus.shared.domain.value.ImageUri;
import campus.shared.grpc.methods.EntityMapping;
import campus.shared.grpc.wire.UpdateMask;
import org.jspecify.annotations.Nullable;

final class ProfileMapping implements EntityMapping<Profile, campus.identity.v1.Profile> {

  @Override
  public Creation<Profile> creation(campus.identity.v1.Profile profile) {
    throw new UnsupportedOperationException("profiles are created with their users");
  }

  @Override
  public Edit<Profile> edit(campus.identity.v1.Profile profile, UpdateMask mask) {
    var fullName = mask.change("full_name", () -> Profile.requireFullName(profile.getFullName()));
    var bio = mask.change("bio", profile::getBio);
    var image = mask.<@Nullable ImageUri>change("image_uri", () -> IdentityProtos.image(profile));
    return (current, now) ->
        current.rewrite(
            fullName.apply(current.fullName()),
            bio.apply(current.bio()),
            image.apply(current.image()),
            now);
  }
}
