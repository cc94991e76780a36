package campus.identity.application;

import campus.identity.domain.Profile;
import campus.shared.domain.Etag;
import campus.shared.domain.NotFound;
import campus.shared.domain.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Changing profiles. Who may is checked at the edge, by the name of the user. Joins the transaction
 * in progress, or is one of its own.
 */
public interface ProfileUseCases {

  /**
   * What to change of a profile; null leaves a field as it is.
   *
   * @param etag null for whichever state the profile is in
   */
  record UpdateProfile(
      UserId user, @Nullable String fullName, @Nullable String bio, @Nullable Etag etag) {

    /** What it makes of the profile; null for a user who is not there. */
    Profile applyTo(@Nullable Profile profile, Instant now) {
      if (profile == null) {
        throw new NotFound(Profile.nameOf(user));
      }
      return profile
          .at(etag)
          .rewrite(
              Objects.requireNonNullElse(fullName, profile.fullName()),
              Objects.requireNonNullElse(bio, profile.bio()),
              now);
    }
  }

  /**
   * Changes a profile.
   *
   * @throws campus.shared.domain.NotFound if there is no such user
   * @throws campus.shared.domain.StaleEtag if it has changed since
   */
  void update(UpdateProfile update);

  /**
   * Changes profiles, all or none.
   *
   * @param updates none for the same user as another one
   * @throws campus.shared.domain.DomainError what {@link #update} throws, naming the profile
   */
  void updateAll(List<UpdateProfile> updates);
}
