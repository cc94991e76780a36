package campus.identity.persistence;

import campus.identity.domain.Profile;
import campus.shared.domain.entity.Revision;
import campus.shared.domain.name.UserId;
import campus.shared.domain.value.ImageUri;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@MappedEntity("profiles")
record ProfileRow(
    @Id UUID userId,
    String fullName,
    String bio,
    @Nullable String imageUri,
    Instant createTime,
    Instant updateTime,
    long version) {

  static ProfileRow from(Profile profile) {
    return new ProfileRow(
        profile.user().value(),
        profile.fullName(),
        profile.bio(),
        ImageUri.valueOf(profile.image()),
        profile.createTime(),
        profile.updateTime(),
        profile.version());
  }

  Profile toDomain() {
    return new Profile(
        new UserId(userId),
        fullName,
        bio,
        ImageUri.ofStored(imageUri),
        new Revision(createTime, updateTime, version));
  }
}
