package campus.identity.application;

import campus.shared.domain.Etag;
import campus.shared.domain.UserId;
import java.util.List;
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
      UserId user, @Nullable String fullName, @Nullable String bio, @Nullable Etag etag) {}

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
